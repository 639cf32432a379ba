import { type CadenceRun, type CadenceWorkload, seededRandom, type Timed } from '@paralelo/testkit';
import type { BlockedFacts } from '../measure/cadence-round.ts';
import type { Launched, ThreadTimes } from '../sandbox/isolation.ts';
import { threadsSince } from './threads-since.ts';

/** Samples of every series before the block: at least so many, and fewer than so many more. Nobody knows when it comes. */
const WARM_UP = 2;
const WARM_UP_MORE = 5;
/** The judge reads what is sampled this often while the event loop is blocked, ms. */
const READ_EVERY_MS = 1;
/** When the judge changes what is sampled, in shares of the block. */
const STIR_FROM = 0.4;
const STIR_BELOW = 0.6;
/** Who shows no sample of the time after the block is not waited for longer, ms. */
const PATIENCE_MS = 1000;

/** A stretch of time in which the event loop of a submission stood still. Epoch time, ms. */
export interface Block {
  readonly fromMs: number;
  readonly toMs: number;
  readonly readings: readonly Timed<unknown>[];
  readonly facts: BlockedFacts;
}

/**
 * Hears the samples of one run. When every series has begun, one of the calls of `onSample` does not return for a while: it
 * runs in the judge, in a busy loop that reads what is sampled, and the thread that called it waits for its answer. So the
 * event loop of the submission is blocked as by a caller that computes, and by nobody the submission could reach.
 *
 * When every series has shown a sample of the time after the block, the run is aborted.
 */
export class CadenceWatch {
  readonly #workload: CadenceWorkload<unknown, unknown>;
  readonly #launched: Launched;
  readonly #folder: string;
  readonly #random;
  readonly #warmUp: number;
  readonly #stop = new AbortController();
  readonly #samples: ReadonlyMap<unknown, Timed<number>[]>;
  /** Calls of `onSample` by series. */
  readonly told: Record<string, number>;
  #block: Block | undefined;

  constructor(workload: CadenceWorkload<unknown, unknown>, launched: Launched, folder: string, seed: number) {
    this.#workload = workload;
    this.#launched = launched;
    this.#folder = folder;
    this.#random = seededRandom(seed);
    this.#warmUp = WARM_UP + this.#random.int(0, WARM_UP_MORE);
    this.#samples = new Map(workload.series.map((series) => [series, []]));
    this.told = Object.fromEntries(workload.series.map((series) => [series, 0]));
  }

  /** What the run is to be given. */
  get options(): CadenceRun {
    return {
      everyMs: this.#workload.everyMs,
      signal: this.#stop.signal,
      folder: this.#folder,
      onSample: (series, atMs, value) => this.#hear(series, atMs, value),
    };
  }

  /** `undefined` while, or because, it never came to it. */
  get block(): Block | undefined {
    return this.#block;
  }

  /** The samples that are said to be of the time of the block, by series, each in the order of time. */
  samplesOf({ fromMs, toMs }: Block): ReadonlyMap<string, readonly Timed<number>[]> {
    const inside = (samples: readonly Timed<number>[]) =>
      samples.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).sort((a, b) => a.atMs - b.atMs);
    return new Map(this.#workload.series.map((series) => [series, inside(this.#samples.get(series)!)]));
  }

  /** Everything in a sample comes from the submission: it may be of any type. */
  #hear(series: unknown, atMs: unknown, value: unknown): void {
    const own = this.#samples.get(series);
    if (own === undefined) return;
    this.told[series as string]!++;
    if (typeof atMs !== 'number' || typeof value !== 'number') return;
    own.push({ atMs, value });
    if (this.#block === undefined) {
      if (this.#isTrueOfEach((samples) => samples.length >= this.#warmUp)) this.#block = this.#blockLoop();
    } else {
      const { toMs } = this.#block;
      if (this.#isTrueOfEach((samples) => samples.at(-1)!.atMs > toMs)) this.#stop.abort();
    }
  }

  #isTrueOfEach(holds: (samples: readonly Timed<number>[]) => boolean): boolean {
    return this.#samples.values().every(holds);
  }

  #blockLoop(): Block {
    const { blockMs, read, stir } = this.#workload;
    const stirAfterMs = blockMs * (STIR_FROM + (STIR_BELOW - STIR_FROM) * this.#random.next());
    const readings: Timed<unknown>[] = [];
    let calm: (() => void) | undefined;
    const before = lookAt(this.#launched);
    const fromMs = epochMs();
    for (let now = fromMs; now < fromMs + blockMs; now = epochMs()) {
      if (now - fromMs >= stirAfterMs) calm ??= stir(this.#folder);
      readings.push({ atMs: epochMs(), value: read(this.#folder) });
      while (epochMs() < now + READ_EVERY_MS);
    }
    const toMs = epochMs();
    const facts = factsBetween(before, lookAt(this.#launched));
    calm?.();
    setTimeout(() => this.#stop.abort(), PATIENCE_MS).unref();
    return { fromMs, toMs, readings, facts };
  }
}

interface Look {
  readonly cpuMs: number;
  readonly threads: readonly ThreadTimes[];
}

function lookAt(launched: Launched): Look {
  return { cpuMs: launched.usage().cpuMs, threads: launched.threads() };
}

/** The loop runs on the first thread of the first process, where the host of the subject is. */
function factsBetween(before: Look, after: Look): BlockedFacts {
  const loop = before.threads[0]?.id;
  const facts = { cpuMs: after.cpuMs - before.cpuMs, loopWakeUps: 0, waitedMs: 0 };
  // Where the system tells nothing about threads, nothing follows from it.
  if (loop === undefined) return facts;
  let otherWakeUps = 0;
  for (const { id, timeslices, runQueueWaitMs } of threadsSince(before.threads, after.threads)) {
    if (id === loop) facts.loopWakeUps = timeslices;
    else {
      otherWakeUps += timeslices;
      facts.waitedMs += runQueueWaitMs;
    }
  }
  return { ...facts, otherWakeUps };
}

function epochMs(): number {
  return performance.timeOrigin + performance.now();
}
