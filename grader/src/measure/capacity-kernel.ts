/** Runs in a thread of its own, and nowhere else: it listens to whoever started it. */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { KERNELS, type KernelName } from './kernels.ts';

/** What one thread tells of one stretch of work, by its own clock and its own run-queue. ms. */
export interface KernelTimes {
  readonly elapsedMs: number;
  /** Part of `elapsedMs` in which it was ready and had no core; 0 where the system does not tell. */
  readonly waitedMs: number;
  /** Depends on every turn, so that no compiler leaves one out. */
  readonly digest: number;
}

function runQueueWaitMs(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

parentPort?.on('message', (turns: number) => {
  const waitedBefore = runQueueWaitMs();
  const startedAt = performance.now();
  const digest = KERNELS[workerData as KernelName].run(turns);
  const elapsedMs = performance.now() - startedAt;
  // Reading the file may wait as well, after the clock was stopped.
  const waitedMs = Math.min(elapsedMs, runQueueWaitMs() - waitedBefore);
  parentPort?.postMessage({ elapsedMs, waitedMs, digest } satisfies KernelTimes);
});
