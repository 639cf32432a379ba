import { Deque } from '../deque.ts';
import type { Job } from '../job.ts';
import { movesAny } from '../transfer.ts';

/** Jobs no worker has: those taken back from a worker, which count as started, before those that never left. */
export class WorkQueue {
  readonly #onDropped: (job: Job) => void;
  #returned = new Deque<Job>();
  #waiting = new Deque<Job>();

  /** @param onDropped Told of each job that leaves the queue cancelled. */
  constructor(onDropped: (job: Job) => void) {
    this.#onDropped = onDropped;
  }

  get length(): number {
    return this.#returned.length + this.#waiting.length;
  }

  push(job: Job): void {
    this.#waiting.push(job);
  }

  peek(): Job | undefined {
    return this.#returned.peek() ?? this.#waiting.peek();
  }

  /**
   * Takes up to `limit` jobs that can share a message with the first, leaving out cancelled ones. A job that moves an
   * argument goes alone: nothing before it then makes the pool take it back, and its sender no longer has the argument.
   */
  take(limit: number): Job[] {
    const returned = this.#returned.length > 0;
    const source = returned ? this.#returned : this.#waiting;
    const first = source.peek();
    const batch: Job[] = [];
    for (let job = first; job && batch.length < limit && isAlike(job, first!); job = source.peek()) {
      const isAlone = movesAny(job.args);
      if (isAlone && job !== first) break;
      source.shift();
      if (returned || job.start()) batch.push(job);
      else this.#onDropped(job);
      if (isAlone) break;
    }
    return batch;
  }

  /** Puts jobs back at the front, in their order. */
  giveBack(jobs: readonly Job[]): void {
    for (const job of jobs.toReversed()) this.#returned.unshift(job);
  }

  /** Removes the jobs for which `which` holds, and returns them. */
  remove(which: (job: Job) => boolean): Job[] {
    const removed: Job[] = [];
    const rest = (queue: Deque<Job>): Deque<Job> => {
      const kept = new Deque<Job>();
      for (const job of queue) {
        if (which(job)) removed.push(job);
        else kept.push(job);
      }
      return kept;
    };
    this.#returned = rest(this.#returned);
    this.#waiting = rest(this.#waiting);
    return removed;
  }
}

function isAlike(a: Job, b: Job): boolean {
  return a.fn === b.fn && a.signal === b.signal && a.chunkSize === b.chunkSize;
}
