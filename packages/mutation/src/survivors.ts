import { z } from 'zod';
import type { Mutant } from './run-mutants.ts';

const Text = z.string().min(1);

/** `solution/survivors.json`: changes that no test needs to notice, and why. */
export const SurvivorsSchema = z.strictObject({
  survivors: z.array(
    z.strictObject({
      file: Text,
      /** The text that is changed. */
      original: Text,
      /** What it may become. */
      replacements: z.array(z.string()).min(1),
      why: Text,
    }),
  ),
});
export type Survivors = z.infer<typeof SurvivorsSchema>;

/** What the mutants say about a spec. */
export interface Strength {
  readonly killed: number;
  readonly survived: number;
  /** Share of the killed among all that count, 0 to 1. */
  readonly score: number;
  /** Survivors that nobody gave a reason for. */
  readonly unexplained: readonly Mutant[];
  /** Reasons for mutants that were killed, or do not exist any more. */
  readonly outdated: readonly string[];
}

/** Sets the mutants that survived against those that may. A listed survivor still counts against the score. */
export function strengthOf(mutants: readonly Mutant[], { survivors }: Survivors): Strength {
  const alive = mutants.filter(({ fate }) => fate === 'survived');
  const killed = mutants.filter(({ fate }) => fate === 'killed').length;
  const known = new Set(
    survivors.flatMap(({ file, original, replacements }) => replacements.map((text) => key(file, original, text))),
  );
  const seen = new Set(alive.map(({ file, original, replacement }) => key(file, original, replacement)));
  return {
    killed,
    survived: alive.length,
    score: killed + alive.length === 0 ? 0 : killed / (killed + alive.length),
    unexplained: alive.filter(({ file, original, replacement }) => !known.has(key(file, original, replacement))),
    outdated: [...known].filter((text) => !seen.has(text)),
  };
}

function key(file: string, original: string, replacement: string): string {
  return `${file}: ${original} → ${replacement}`;
}
