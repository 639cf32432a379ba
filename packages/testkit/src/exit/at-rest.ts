import { setTimeout as sleep } from 'node:timers/promises';

const WINDOW_MS = 500;
/** The most CPU time of a process at rest within a window, ms. One at work uses more, also where many others do. */
const REST_MS = 20;
/** A busy machine needs its time to end threads, ms. */
const PATIENCE_MS = 8000;

/**
 * Waits until a process does no work any more. Where the machine has no time for it either, it counts as at rest.
 *
 * @param cpuMs - all CPU time of the process so far, its threads included, ms
 * @throws Error when it works on
 */
export async function comeToRest(cpuMs: () => number | Promise<number>): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += WINDOW_MS) {
    const before = await cpuMs();
    await sleep(WINDOW_MS);
    const used = (await cpuMs()) - before;
    if (used <= REST_MS) return;
    if (waitedMs >= PATIENCE_MS) {
      throw new Error(
        `The process works on though the call has settled: ${used.toFixed(0)} ms of CPU time within ${WINDOW_MS} ms, ${PATIENCE_MS / 1000} s later. End the workers and children of a call that stops, and hand out nothing more.`,
      );
    }
  }
}
