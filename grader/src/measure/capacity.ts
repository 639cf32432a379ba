import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { KernelTimes } from './capacity-kernel.ts';
import { KERNELS, type KernelName } from './kernels.ts';
import type { CapacitySample } from './samples.ts';

/** One leg of a sample: long against the scheduler's slices (3 ms), short enough for three legs in every round. */
const LEG_MS = 60;
/** No stretch of a warm-up is shorter. */
const LEAST_ON_CORE_MS = 1;

/**
 * Says how many cores the machine really gives right now, by a trusted loop on threads that stay alive.
 *
 * @example
 * await using gauge = await CapacityGauge.start(2);
 * (await gauge.sample()).cores; // 1.93 on two idle cores
 */
export class CapacityGauge implements AsyncDisposable {
  readonly #threads: readonly Worker[];
  readonly #turns: number;
  #samples = 0;

  private constructor(threads: readonly Worker[], turns: number) {
    this.#threads = threads;
    this.#turns = turns;
  }

  /**
   * Starts the threads, lets the compiler settle, and finds how much work fills a leg of about 60 ms.
   *
   * @param workers - as many threads as the submission is given workers
   * @param kernel - `spin` finds the cores that are there, `compress` what they give to programs that use what cores share
   * @throws whatever kept a thread from starting
   */
  static async start(workers: number, kernel: KernelName = 'spin'): Promise<CapacityGauge> {
    const { warmUpTurns } = KERNELS[kernel];
    const file = new URL('./capacity-kernel.ts', import.meta.url);
    const threads = Array.from({ length: workers }, () => new Worker(file, { workerData: kernel }));
    try {
      const warmUp = () => Promise.all(threads.map((thread) => runOn(thread, warmUpTurns)));
      await warmUp();
      // The longest: where all of a stretch seems to have been a wait, a leg would be given no end of turns.
      const turnsPerMs = warmUpTurns / Math.max(...(await warmUp()).map(onCoreMs), LEAST_ON_CORE_MS);
      return new CapacityGauge(threads, 2 * Math.ceil((turnsPerMs * LEG_MS) / 2));
    } catch (error) {
      await Promise.all(threads.map((thread) => thread.terminate()));
      throw error;
    }
  }

  /**
   * Half the work alone, all of it on every thread at once, half of it alone: a clock that drifts over the
   * sample weighs on both sides alike. About 150 ms.
   */
  async sample(): Promise<CapacitySample> {
    // Each time another thread is the one that works alone: none is tied to a core that is worse than the others.
    const solo = this.#threads[this.#samples++ % this.#threads.length]!;
    const first = await runOn(solo, this.#turns / 2);
    const all = await Promise.all(this.#threads.map((thread) => runOn(thread, this.#turns)));
    const last = await runOn(solo, this.#turns / 2);
    return coresGiven([first, last], all);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }
}

/**
 * Compares one thread's work done alone with the same work on every thread at once.
 *
 * `cores` adds up the speeds of the threads, strangers included; `correctedCores` asks for the slowest thread without
 * its waits. Both lie between 1 and the number of threads, since less or more would be noise.
 *
 * @param alone - the stretches that together did one thread's work on one thread
 * @param together - one stretch per thread, all at the same time
 */
export function coresGiven(alone: readonly KernelTimes[], together: readonly KernelTimes[]): CapacitySample {
  const threads = together.length;
  const clamp = (cores: number) => Math.min(threads, Math.max(1, cores));
  const aloneMs = alone.reduce((sum, times) => sum + onCoreMs(times), 0);
  return {
    cores: clamp(together.reduce((sum, { elapsedMs }) => sum + aloneMs / elapsedMs, 0)),
    correctedCores: clamp((threads * aloneMs) / Math.max(...together.map(onCoreMs))),
  };
}

function onCoreMs({ elapsedMs, waitedMs }: KernelTimes): number {
  return elapsedMs - waitedMs;
}

async function runOn(thread: Worker, turns: number): Promise<KernelTimes> {
  thread.postMessage(turns);
  const [times] = (await once(thread, 'message')) as [KernelTimes];
  return times;
}
