/** The honest half of every attack. Beside a staged attack this file holds the reference itself. */
export * from '../fixtures/katas/99-target/solution/index.ts';
