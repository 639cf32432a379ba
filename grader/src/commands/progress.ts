import { cutTo } from '../report/layout.ts';
import { inertLine } from '../report/sanitize.ts';

/** What runs now. */
export interface ProgressState {
  /** What is being done, e.g. `03-primes-sieve: checks`. */
  readonly stage: string;
  readonly done: number;
  /** 0 while nobody knows: then neither bar nor count is shown. */
  readonly total: number;
  /** The item in hand; shown where the line is redrawn, left out of plain lines. */
  readonly current?: string;
}

/** The part of a stream that progress needs; `process.stderr` has it. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressOptions {
  readonly stream: ProgressStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A clock that never jumps, ms. */
  readonly now: () => number;
  /** Calls `tick` every `ms` until the function it returns is called. Must not keep the process alive. */
  readonly every: (ms: number, tick: () => void) => () => void;
}

export interface Progress {
  update(state: ProgressState): void;
  /** Takes the line away; nothing is written afterwards. Idempotent. */
  done(): void;
}

/** What takes less than this shows no progress, ms. */
const QUIET_MS = 2000;
const TICK_MS = 200;
/** Shortest time between two plain lines about stages that were named before, ms. */
const PLAIN_LINE_MS = 5000;
const BAR_CELLS = 20;
/** Erases from the cursor to the end of the line (ECMA-48, EL). */
const ERASE = '\u001b[K';

/** `process.stderr`, the monotonic clock, a timer that does not keep the process alive. */
const REAL: ProgressOptions = {
  stream: process.stderr,
  env: process.env,
  now: () => performance.now(),
  every: (ms, tick) => {
    const timer = setInterval(tick, ms).unref();
    return () => clearInterval(timer);
  },
};

/**
 * Shows that something goes on once it has taken two seconds: one line that is redrawn where a person watches, now and
 * then a plain line (on a new stage, else at most every five seconds) where the output is a file or a log. It has no
 * colour, so there is nothing to do for `NO_COLOR`.
 *
 * All writing happens on a tick: `update` may be called as often as one likes.
 *
 * @example
 * const progress = startProgress();
 * try {
 *   for (const [done, name] of names.entries()) progress.update({ stage: 'checks', done, total: names.length, current: name });
 * } finally {
 *   progress.done();
 * }
 */
export function startProgress({ stream, env, now, every }: ProgressOptions = REAL): Progress {
  const { TERM } = env;
  const isRedrawn = stream.isTTY === true && TERM !== 'dumb';
  const startedAt = now();
  let state: ProgressState | undefined;
  let isDrawn = false;
  // Katas run side by side, so stages take turns: only one that was never named is news.
  const named = new Set<string>();
  let plainAt = 0;

  const stop = every(TICK_MS, () => {
    const at = now();
    if (!state || at - startedAt < QUIET_MS) return;
    const elapsed = clockOf(at - startedAt);
    if (isRedrawn) {
      // One column stays free: a line that fills the last one wraps in some terminals.
      stream.write(`\r${cutTo(redrawnLine(state, elapsed), (stream.columns ?? 80) - 1)}${ERASE}`);
      isDrawn = true;
    } else if (!named.has(state.stage) || at - plainAt >= PLAIN_LINE_MS) {
      stream.write(`[${elapsed}] ${inertLine(state.stage)}${countOf(state)}\n`);
      named.add(state.stage);
      plainAt = at;
    }
  });

  return {
    update(next) {
      state = next;
    },
    done() {
      stop();
      if (isDrawn) stream.write(`\r${ERASE}`);
      isDrawn = false;
    },
  };
}

function redrawnLine(state: ProgressState, elapsed: string): string {
  const { stage, done, total, current } = state;
  const filled = total > 0 ? Math.min(BAR_CELLS, Math.floor((done / total) * BAR_CELLS)) : 0;
  const bar = total > 0 ? ` ${'━'.repeat(filled)}${'─'.repeat(BAR_CELLS - filled)}` : '';
  const item = current ? `  ${inertLine(current)}` : '';
  return `${inertLine(stage)}${bar}${countOf(state)}  ${elapsed}${item}`;
}

function countOf({ done, total }: ProgressState): string {
  return total > 0 ? ` ${done}/${total}` : '';
}

/** `1:05` */
function clockOf(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
