import type { Plan } from './options.ts';
import { Tally } from './tally.ts';
import { METRICS, type Metric, type Report, type Sample, type Summary } from './types.ts';

type Tallies = Readonly<Record<Metric, Tally>>;

/**
 * Sorts samples into windows of `reportEveryMs` by the time they were taken, not by the time they arrive: while somebody
 * blocks the event loop, the samples of several windows wait in the queue.
 *
 * Samples of one metric come in the order in which they were taken. So a window is complete when every metric has been
 * heard of from a later one, and not before: what is still missing may be on its way.
 */
export class Windows {
  readonly #startMs: number;
  readonly #everyMs: number;
  readonly #onReport: Plan['onReport'];
  /** The windows that hold a sample and are not reported yet, by their number. */
  readonly #open = new Map<number, Tallies>();
  /** The window of the newest sample of each metric; before there is one, none is complete. */
  readonly #newest: Record<Metric, number> = { cpu: 0, memory: 0, disk: 0 };
  readonly #all = newTallies();
  #reports = 0;

  constructor(startMs: number, { reportEveryMs, onReport }: Pick<Plan, 'reportEveryMs' | 'onReport'>) {
    this.#startMs = startMs;
    this.#everyMs = reportEveryMs;
    this.#onReport = onReport;
  }

  /** Takes a sample in, and reports the windows that are complete now. @throws what `onReport` throws. */
  add({ metric, atMs, usedPercent }: Sample): void {
    const number = Math.floor((atMs - this.#startMs) / this.#everyMs);
    const window = this.#open.get(number) ?? newTallies();
    this.#open.set(number, window);
    window[metric].add(usedPercent);
    this.#all[metric].add(usedPercent);
    this.#newest[metric] = number;
    this.#reportBefore(Math.min(...Object.values(this.#newest)));
  }

  /** Reports what is left, the last window only up to `toMs`. @throws what `onReport` throws. */
  finish(toMs: number): Summary {
    this.#reportBefore(Number.POSITIVE_INFINITY, toMs);
    return { ...reportOf(this.#all, this.#startMs, toMs), reports: this.#reports };
  }

  #reportBefore(number: number, toMs = Number.POSITIVE_INFINITY): void {
    for (;;) {
      const first = Math.min(...this.#open.keys());
      // Of no window at all the first one is Infinity.
      if (first >= number) return;
      const fromMs = this.#startMs + first * this.#everyMs;
      const report = reportOf(this.#open.get(first)!, fromMs, Math.min(fromMs + this.#everyMs, toMs));
      this.#open.delete(first);
      this.#reports++;
      this.#onReport(report);
    }
  }
}

function newTallies(): Tallies {
  return { cpu: new Tally(), memory: new Tally(), disk: new Tally() };
}

function reportOf(tallies: Tallies, fromMs: number, toMs: number): Report {
  const [cpu, memory, disk] = METRICS.map((metric) => tallies[metric].figures);
  return { fromMs, toMs, cpu: cpu!, memory: memory!, disk: disk! };
}
