// poison | fails assertion, passes 5 | Throws null.
export * from '../honest.ts';

export async function sum(): Promise<never> {
  throw null;
}
