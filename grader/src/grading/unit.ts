import type { SpecEvidence } from '../judge/evidence.ts';
import type { Kata } from '../kata/kata-schema.ts';
import type { Problem, SpeedupReport } from '../report/result.ts';

/** Which phases a unit goes through; `both` measures only what is correct. */
export type Phases = 'both' | 'spec' | 'speedup';

/** One submission for one kata: what is graded in one go. */
export interface Unit {
  readonly kata: Kata;
  /** What to call it, e.g. `katas/03-primes-sieve/src`. */
  readonly label: string;
  /** Absolute folder whose content is the submission's `src`. */
  readonly srcDir: string;
  readonly phases: Phases;
}

/** What grading a unit brought to light. Times in ms. */
export interface UnitEvidence {
  readonly unit: Unit;
  /** What stopped it before there was anything to count. */
  readonly problem?: Problem;
  /** Our own fault: no verdict. */
  readonly fault?: string;
  readonly spec?: SpecEvidence;
  readonly speedup?: SpeedupReport;
  /** It was to be measured, and the time given for all measurements was used up. */
  readonly isOutOfTime?: true;
  readonly measureMs: number;
  readonly totalMs: number;
}
