import type { TaskAddress } from '../task.ts';

// Long enough to hide the cost of a message, short enough to keep the load even.
const CHUNK_MS = 1;
// Beyond this many calls a message is no cheaper per call, and the host is busy with it for too long.
const LARGEST_CHUNK = 1024;
// A queued second chunk hides the round trip; behind longer work it would only be in the way.
const PREFETCH_MS = 5;

/** What a pool has learnt about one task, and how many of its calls it therefore sends at a time. */
export class TaskProfile {
  readonly id: number;
  readonly address: TaskAddress;
  #msPerCall: number | undefined;
  #chunk = 1;

  constructor(id: number, address: TaskAddress) {
    this.id = id;
    this.address = address;
  }

  /** Takes in that `calls` of them took `busyMs` in a worker. */
  learn(calls: number, busyMs: number): void {
    const measured = busyMs / calls;
    const before = this.#msPerCall ?? measured;
    // Slower is believed at once, faster little by little: a chunk that is too coarse costs more than a message.
    this.#msPerCall = measured > before ? measured : before * 0.7 + measured * 0.3;
    const wanted = Math.floor(CHUNK_MS / Math.max(this.#msPerCall, CHUNK_MS / LARGEST_CHUNK));
    this.#chunk = Math.max(1, Math.min(wanted, this.#chunk * 2));
  }

  /** Calls for the next message, when `queued` are waiting for `workers`. */
  chunk(queued: number, workers: number): number {
    return Math.max(1, Math.min(this.#chunk, Math.ceil(queued / (workers * 4))));
  }

  /** Whether a worker may have a second chunk of `calls` waiting behind the one it runs. */
  mayPrefetch(calls: number): boolean {
    return this.#msPerCall !== undefined && this.#msPerCall * calls <= PREFETCH_MS;
  }
}
