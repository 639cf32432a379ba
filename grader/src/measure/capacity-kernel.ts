import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';

/** What one thread tells of one stretch of work, by its own clock and its own run-queue. ms. */
export interface KernelTimes {
  readonly elapsedMs: number;
  /** Part of `elapsedMs` in which it was ready and had no core; 0 where the system does not tell. */
  readonly waitedMs: number;
  /** Depends on every turn, so that no compiler leaves one out. */
  readonly digest: number;
}

/** `turns` steps of integer arithmetic in registers: no memory to share, so what it shows is cores and nothing else. */
export function spin(turns: number): number {
  let x = 0x9e3779b9;
  for (let i = 0; i < turns; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
  }
  return x >>> 0;
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
  const digest = spin(turns);
  const elapsedMs = performance.now() - startedAt;
  // Reading the file may wait as well, after the clock was stopped.
  const waitedMs = Math.min(elapsedMs, runQueueWaitMs() - waitedBefore);
  parentPort?.postMessage({ elapsedMs, waitedMs, digest } satisfies KernelTimes);
});
