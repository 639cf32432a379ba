import type { ThreadTimes } from '../sandbox/isolation.ts';

/** What the rule needs to know of a thread. */
export type QueueTimes = Omit<ThreadTimes, 'timeslices'>;

/**
 * Takes the time that threads were ready but had no core out of the wall time of a call.
 *
 * Feed it with snapshots while the call runs (every 20 ms or so, and once right before and after): threads that end
 * drop out of `/proc`, and what they were last seen with is all that is known of them.
 *
 * A call on two threads of 400 ms each takes 800 ms when a stranger's busy loop shares one of the cores, and which
 * part of that is the stranger's depends on how the work was shared out. Three facts bound the answer:
 *
 * 1. Fixed shares: the delay is at most the longest wait of one thread, and the busiest thread's own CPU time cannot be
 *    beaten. `max(wall − max wait, max cpu)`.
 * 2. Shares taken from a queue: the undisturbed thread did the work of the other, so the waits spread over all of them:
 *    `mean(wall − wait)`. A thread that also slept had slack, and its wait delayed no one until the slack was used up.
 * 3. Physics: the work itself needs `cpu / cores`, and strangers cannot cost more than the CPU time they got.
 *
 * The estimate is the smaller of 1 and 2, held within 3. Where no thread waited, it is the wall time exactly.
 *
 * Limits. It does not see steal time of a virtual machine, caches or clocks that a stranger shares, or throttling by a
 * quota. Where threads come and go within two snapshots (a new thread or process for each task) most of their wait is
 * unknown and the estimate stays near the wall time; `leastWallMs` says how far below it the truth can be. Shares of 2 : 1
 * with a stranger beside the smaller one look exactly like a queue that balanced itself, and get its credit (a quarter,
 * the worst case). What was waited after the last snapshot is not known: take one right after the answer.
 */
export class RunQueueTracker {
  readonly #first = new Map<string, QueueTimes>();
  readonly #last = new Map<string, QueueTimes>();
  #hasBegun = false;

  /**
   * @param _atMs - the judge's clock when the snapshot was taken; the rule needs no times of its own
   * @param threads - every live thread of the tree, cumulative since its birth
   */
  observe(_atMs: number, threads: readonly QueueTimes[]): void {
    for (const now of threads) {
      if (!this.#first.has(now.id)) {
        // A thread born during the call brings all its time into it; one that was there before, only what it adds.
        this.#first.set(now.id, this.#hasBegun ? { id: now.id, onCpuMs: 0, runQueueWaitMs: 0 } : now);
      }
      this.#last.set(now.id, now);
    }
    this.#hasBegun = true;
  }

  /** What the call would have taken with the cores to itself: see the class. */
  estimate({ wallMs, cpuMs, cores, foreignCpuMs = Number.POSITIVE_INFINITY }: CallTotals): CorrectedWall {
    const all = this.#threads();
    const seenMs = all.reduce((sum, thread) => sum + thread.cpuMs, 0);
    const waitedMs = all.reduce((sum, thread) => sum + thread.waitMs, 0);
    const floorMs = Math.min(wallMs, Math.max(cpuMs / cores, wallMs - foreignCpuMs));
    const within = (value: number) => Math.min(wallMs, Math.max(floorMs, value));

    // CPU time of threads that were never seen came with waits that were never seen: as much as strangers could cause.
    const isWellSeen = seenMs >= WELL_SEEN_SHARE * cpuMs;
    const leastWallMs = isWellSeen ? within(wallMs - waitedMs) : floorMs;

    const busiestMs = Math.max(0, ...all.map((thread) => thread.cpuMs));
    const compute = all.filter((thread) => thread.cpuMs > 0 && thread.cpuMs >= COMPUTE_SHARE * busiestMs);
    if (!isWellSeen || compute.length === 0) return { correctedWallMs: wallMs, leastWallMs };

    const fixedShares = Math.max(wallMs - Math.max(...compute.map((thread) => thread.waitMs)), busiestMs);
    const queuedShares =
      compute.reduce((sum, { cpuMs: ran, waitMs }) => {
        const sleptMs = Math.max(0, wallMs - ran - waitMs);
        return sum + wallMs - Math.max(0, waitMs - sleptMs);
      }, 0) / compute.length;
    return { correctedWallMs: within(Math.min(fixedShares, queuedShares)), leastWallMs };
  }

  #threads(): { cpuMs: number; waitMs: number }[] {
    return [...this.#last.values()].map((last) => {
      const first = this.#first.get(last.id)!;
      return {
        cpuMs: last.onCpuMs - first.onCpuMs,
        waitMs: last.runQueueWaitMs - first.runQueueWaitMs,
      };
    });
  }
}

/** One call as seen from outside. */
export interface CallTotals {
  readonly wallMs: number;
  /** CPU time of the whole tree during the call, threads that ended included. */
  readonly cpuMs: number;
  /** Cores that the subject may use. */
  readonly cores: number;
  /** CPU time that everyone else on the machine got during the call; without it, no bound is drawn from it. */
  readonly foreignCpuMs?: number;
}

export interface CorrectedWall {
  /** Best estimate of the wall time on cores of its own, ms. */
  readonly correctedWallMs: number;
  /** The truth does not lie below this: every wait that was seen, or may have been missed, taken out. ms. */
  readonly leastWallMs: number;
}

/** Threads with less CPU than this share of the busiest one's are not what the call waits for. */
const COMPUTE_SHARE = 0.2;
/** Below this share of the tree's CPU time in threads that were seen, too much is unknown to correct anything. */
const WELL_SEEN_SHARE = 0.8;
