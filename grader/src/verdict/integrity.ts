import { QUIET_WINDOW_MS, type Round } from '../measure/samples.ts';
import { median } from '../measure/statistics.ts';

/**
 * Ways to look faster than one is. A slow path for one worker is none of them: it wins nothing, see `figuresOf`.
 */
export type Cheat = 'early-work' | 'late-work' | 'no-work';

export interface Finding<Name = Cheat> {
  readonly cheat: Name;
  /** Rounds that show it. */
  readonly rounds: number;
  readonly of: number;
  /** The figure that shows it, and the most that is believed: medians over the rounds that show it. */
  readonly seen: number;
  readonly limit: number;
}

/** A cheat, the figure of a round that shows it, and the most of it that is believed. */
export interface CheatRule<AnyRound, Name> {
  readonly cheat: Name;
  readonly seen: (round: AnyRound) => number;
  readonly limit: (round: AnyRound) => number;
}

/** Loading the files of one kata or another differs by some ten ms; work worth hiding is longer. */
const LOAD_ALLOWANCE_MS = 150;
/** Ending threads costs a few ms in the quiet window; work that goes on costs most of it. */
export const QUIET_SHARE = 0.4;
/** A better algorithm saves half of the work, or two thirds, or more; who needs a tenth of it has the answer from elsewhere. */
const MOST_TIMES_LESS_WORK = 10;
/** More workers save nothing of the work. Who needs a third of what one worker needs, and the sequential run, works only with one. */
const MOST_TIMES_LESS_WORK_THAN_ONE = 3;

const RULES: readonly CheatRule<Round, Cheat>[] = [
  {
    cheat: 'early-work',
    seen: ({ many }) => many.loadCpuMs,
    // A pool may be made while the module loads, and each of its processes loads as much as the first one.
    limit: ({ baseline, capacity }) => (1 + capacity.correctedCores) * baseline.loadCpuMs + LOAD_ALLOWANCE_MS,
  },
  {
    cheat: 'late-work',
    seen: ({ one, many }) => Math.max(one.afterCpuMs, many.afterCpuMs),
    limit: () => QUIET_SHARE * QUIET_WINDOW_MS,
  },
  {
    cheat: 'no-work',
    seen: ({ baseline, one, many }) => baseline.cpuMs / Math.max(1, one.cpuMs, many.cpuMs),
    limit: () => MOST_TIMES_LESS_WORK,
  },
  {
    cheat: 'no-work',
    seen: ({ baseline, one, many }) => Math.min(baseline.cpuMs, one.cpuMs) / Math.max(1, many.cpuMs),
    limit: () => MOST_TIMES_LESS_WORK_THAN_ONE,
  },
];

/**
 * The first cheat that more than half of the rounds show; a single noisy round accuses no one.
 *
 * @example
 * findCheat(rounds)?.cheat; // 'late-work'
 */
export function findCheat(rounds: readonly Round[]): Finding | undefined {
  return firstFinding(rounds, RULES);
}

/** The first rule that more than half of the rounds break. */
export function firstFinding<AnyRound, Name>(
  rounds: readonly AnyRound[],
  rules: readonly CheatRule<AnyRound, Name>[],
): Finding<Name> | undefined {
  for (const { cheat, seen, limit } of rules) {
    const guilty = rounds.filter((round) => seen(round) > limit(round));
    if (guilty.length > rounds.length / 2) {
      return {
        cheat,
        rounds: guilty.length,
        of: rounds.length,
        seen: median(guilty.map(seen)),
        limit: median(guilty.map(limit)),
      };
    }
  }
  return undefined;
}

/** A round with a wrong answer to an input that the submission had never seen. */
export interface WrongAnswer {
  readonly seed: number;
  readonly run: 'baseline' | 'one' | 'many';
  readonly wrong: string;
}

/** The first wrong answer; one is enough, since noise makes no answer wrong. */
export function findWrongAnswer(rounds: readonly Round[]): WrongAnswer | undefined {
  for (const round of rounds) {
    for (const run of ['baseline', 'one', 'many'] as const) {
      const { wrong } = round[run];
      if (wrong !== undefined) return { seed: round.seed, run, wrong: shortened(wrong) };
    }
  }
  return undefined;
}

/** As of the message of a check: a result must stay small enough to be read again. */
const MAX_WRONG = 4000;

/** What is wrong with an answer, which quotes the answer: the submission decides how long that is. */
export function shortened(wrong: string): string {
  return wrong.length > MAX_WRONG ? `${wrong.slice(0, MAX_WRONG)}…` : wrong;
}
