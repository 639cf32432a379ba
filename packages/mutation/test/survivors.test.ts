import { describe, expect, it } from 'vitest';
import type { Mutant } from '../src/run-mutants.ts';
import { SurvivorsSchema, strengthOf } from '../src/survivors.ts';

const mutant = (replacement: string, fate: Mutant['fate']): Mutant => ({
  file: 'index.ts',
  line: 3,
  original: 'a > b',
  replacement,
  fate,
});
const listed = (...replacements: string[]) => ({
  survivors: [{ file: 'index.ts', original: 'a > b', replacements, why: 'they are never equal' }],
});

describe('the strength of a spec', () => {
  it('is the share of changes that it notices', () => {
    const mutants = [mutant('a < b', 'killed'), mutant('true', 'killed'), mutant('a >= b', 'survived')];
    const strength = strengthOf(mutants, { survivors: [] });
    expect(strength).toMatchObject({ killed: 2, survived: 1, score: 2 / 3 });
  });

  it('is nothing where nothing was changed', () => {
    expect(strengthOf([], { survivors: [] }).score).toBe(0);
  });

  it('does not rise by a reason, but the survivor is explained', () => {
    const mutants = [mutant('a < b', 'killed'), mutant('a >= b', 'survived')];
    expect(strengthOf(mutants, listed('a >= b'))).toMatchObject({ score: 0.5, unexplained: [], outdated: [] });
  });

  it('names survivors without a reason', () => {
    const alive = mutant('a >= b', 'survived');
    expect(strengthOf([alive], { survivors: [] }).unexplained).toEqual([alive]);
    expect(strengthOf([{ ...alive, file: 'other.ts' }], listed('a >= b')).unexplained).toHaveLength(1);
  });

  it('names reasons for what was noticed after all', () => {
    const { outdated } = strengthOf([mutant('a >= b', 'killed')], listed('a >= b', 'gone'));
    expect(outdated).toEqual(['index.ts: a > b → a >= b', 'index.ts: a > b → gone']);
  });
});

describe('a list of survivors', () => {
  it.each([
    ['without a reason', [{ file: 'a.ts', original: 'x', replacements: ['y'] }]],
    ['with an empty reason', [{ file: 'a.ts', original: 'x', replacements: ['y'], why: '' }]],
    ['of nothing', [{ file: 'a.ts', original: 'x', replacements: [], why: 'z' }]],
  ])('%s is refused', (_name, survivors) => {
    expect(SurvivorsSchema.safeParse({ survivors }).success).toBe(false);
  });
});
