import type { KataRules } from '../kata/kata-schema.ts';
import type { Stage } from '../kata/stage.ts';
import type { IsolationLevel } from '../sandbox/isolation.ts';

/** What a judge is told: plain data, since it crosses into a process of its own. */
export interface JudgeJob {
  readonly kata: KataRules & { readonly dir: string };
  readonly submission: Stage;
  /** Already proven on this machine by the process that hands out the job. */
  readonly level: IsolationLevel;
  readonly seed: number;
}

/** A job for the measuring phase. */
export interface MeasureJob extends JudgeJob {
  /** The grader's own sequential program; only computing has one, the ideal of the others is known. */
  readonly baseline?: Stage;
  readonly workers: number;
}

export type JudgeTask =
  | { readonly phase: 'spec'; readonly job: JudgeJob }
  | { readonly phase: 'speedup'; readonly job: MeasureJob };

/** Said by a judge while it works. */
export interface JudgeProgress {
  readonly done: number;
  readonly total: number;
}

/** The name under which the job reaches the vitest worker. */
export const PROVIDED_JOB = 'paraleloJob';

declare module 'vitest' {
  interface ProvidedContext {
    [PROVIDED_JOB]: JudgeJob;
  }
}
