import { describe, expect, test } from 'vitest';
import { inEnglish, type Sentence, sayIn, sentence } from '../../src/report/sentence.ts';

const passed = sentence('io.passed', { speedup: 18.152, capacity: 20, needs: 15 });
const died = sentence('speedup.died');

describe('a sentence', () => {
  test('is said in each language, with its figures as that language writes them', () => {
    expect(sayIn('en', [passed])).toBe('18.15× faster than one at a time with 20 workers, 15.00× asked for.');
    expect(sayIn('es', [passed])).toBe('18,15× respecto a hacerlo de uno en uno, con 20 workers; se pide 15,00×.');
  });

  test('follows another after a space, or after what is asked for', () => {
    const memory = sentence('stopped.memory', { memory: 512 });
    expect(inEnglish([died, memory])).toBe(
      'While it was measured, the submission failed: It used more than 512 MiB of memory and was stopped.',
    );
    expect(inEnglish([memory, memory], '\n').split('\n')).toHaveLength(2);
  });

  test('survives JSON', () => {
    expect(JSON.parse(JSON.stringify(passed))).toEqual(passed);
  });

  test.each<[string, Sentence]>([
    ['a key of another version', { key: 'cpu.miraculous', values: {} }],
    ['a key of every object', { key: 'constructor', values: {} }],
    ['a missing value', { key: 'io.passed', values: { speedup: 18, capacity: 20 } }],
    ['a figure that is text', { key: 'io.passed', values: { speedup: '18', capacity: 20, needs: 15 } }],
    ['a value that only a prototype has', { key: 'load.threw', values: {} }],
  ])('with %s cannot be said, and takes its neighbours with it', (_, broken) => {
    for (const language of ['en', 'es'] as const) expect(sayIn(language, [passed, broken])).toBeUndefined();
    expect(() => inEnglish([broken])).toThrow('A sentence is incomplete');
  });

  test('without a value that it needs does not compile', () => {
    // @ts-expect-error: it needs the figures
    expect(() => inEnglish([sentence('io.passed')])).toThrow();
    // @ts-expect-error: a figure is a number
    expect(() => inEnglish([sentence('io.passed', { speedup: '1', capacity: 2, needs: 1 })])).toThrow();
  });
});
