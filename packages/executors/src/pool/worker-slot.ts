import type { Transferable } from 'node:worker_threads';
import type { WorkerHandle } from '../backend/backend.ts';
import { Deque } from '../deque.ts';
import { TaskNotSerializableError } from '../errors.ts';
import type { Job } from '../job.ts';
import { collectTransfers } from '../transfer.ts';
import type { TaskProfile } from './task-profile.ts';

const NUMBERS = 0x7fffffff;

export interface Refusal {
  readonly job: Job;
  readonly error: TaskNotSerializableError;
}

/** One worker's place in a pool: which calls it has, in the order in which their outcomes will come. */
export class WorkerSlot {
  readonly id: number;
  readonly #inflight = new Deque<Job>();
  /** Tasks whose address the worker has already been told. */
  readonly #knownTasks = new Set<number>();
  handle!: WorkerHandle;
  /** Calls this worker may still be given before it is replaced. */
  quota: number;
  /** The worker is to end, or has been ended, by the pool's own will. */
  leaving = false;
  /** An answer to `revoke` is under way: nothing may be sent before it. */
  revoking = false;
  /** When something last happened here, on the clock of `performance.now()`. */
  lastNewsMs = performance.now();
  /** Number of the next call to send. */
  #next = 0;

  constructor(id: number, quota: number) {
    this.id = id;
    this.quota = quota;
  }

  get load(): number {
    return this.#inflight.length;
  }

  get open(): boolean {
    return !this.leaving && !this.revoking && this.quota > 0;
  }

  /** The signal that everything this worker has was submitted with: aborting it ends the worker. */
  get signal(): AbortSignal | undefined {
    return this.#inflight.peek()?.signal;
  }

  get oldest(): Job | undefined {
    return this.#inflight.peek();
  }

  /** Sends calls of one task; returns those whose arguments cannot be cloned, and which the worker therefore has not. */
  send(profile: TaskProfile, jobs: readonly Job[]): Refusal[] {
    if (jobs.length === 0) return [];
    const { id: taskId, address } = profile;
    let transfers: Transferable[] | undefined;
    // What is moved crosses alone: see `WorkQueue`.
    if (jobs.length === 1) for (const arg of jobs[0]!.args) transfers = collectTransfers(arg, transfers);
    const calls = jobs.map((job) => job.args);
    if (!this.#knownTasks.has(taskId)) {
      this.handle.send({ kind: 'introduce', taskId, address });
      this.#knownTasks.add(taskId);
    }
    try {
      this.handle.send({ kind: 'run', first: this.#next, taskId, calls }, transfers);
    } catch (cause) {
      if (jobs.length > 1) return jobs.flatMap((job) => this.send(profile, [job]));
      return [{ job: jobs[0]!, error: notSerializable(address.name, cause) }];
    }
    if (this.load === 0) this.lastNewsMs = performance.now();
    for (const job of jobs) this.#inflight.push(job);
    this.#next = (this.#next + jobs.length) & NUMBERS;
    this.quota -= jobs.length;
    return [];
  }

  /** Asks for the calls that have not started; they leave the slot, in order. Nothing can be sent before the answer. */
  revoke(onReturned: (jobs: Job[]) => void): void {
    if (this.revoking || this.leaving) return;
    this.revoking = true;
    this.handle.revoke(this.#next, (first) => {
      this.revoking = false;
      this.lastNewsMs = performance.now();
      if (!this.leaving) onReturned(this.#takeBack(first));
    });
  }

  /** The job of the next outcome. */
  settleOldest(): Job | undefined {
    return this.#inflight.shift();
  }

  #takeBack(first: number): Job[] {
    const count = (this.#next - first) & NUMBERS;
    const jobs: Job[] = [];
    for (let i = 0; i < count; i += 1) jobs.push(this.#inflight.pop()!);
    this.quota += count;
    return jobs.reverse();
  }

  /** Everything this worker had leaves, because the worker does. */
  abandon(): Job[] {
    const jobs: Job[] = [];
    for (let job = this.#inflight.shift(); job; job = this.#inflight.shift()) jobs.push(job);
    return jobs;
  }
}

function notSerializable(task: string, cause: unknown): TaskNotSerializableError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new TaskNotSerializableError(
    `an argument of ${task} cannot be cloned: ${why}. Pass plain data, and look things up in the task`,
    { cause },
  );
}
