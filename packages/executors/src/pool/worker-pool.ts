import { AbortWatch } from '../abort-watch.ts';
import type { Spawn, WorkerExit } from '../backend/backend.ts';
import { BrokenExecutorError, InvalidStateError } from '../errors.ts';
import type { ShutdownOptions } from '../executor.ts';
import type { Job } from '../job.ts';
import type { FromWorker, Initialize, Outcomes } from '../protocol.ts';
import { reviveFailure } from '../revive-failure.ts';
import { taskName } from '../task.ts';
import { movesAny } from '../transfer.ts';
import { Breakdown, describeExit } from './breakdown.ts';
import { TaskProfiles } from './task-profiles.ts';
import { WorkQueue } from './work-queue.ts';
import { WorkerSlot } from './worker-slot.ts';

export interface WorkerPoolSettings {
  readonly maxWorkers: number;
  readonly spawn: Spawn;
  readonly initializer?: Omit<Initialize, 'kind'> | undefined;
  readonly maxTasksPerChild?: number | undefined;
}

// A worker silent for this long is in a long call: what waits behind it is taken back for idle ones.
const STUCK_MS = 2;

/**
 * Gives jobs to workers and workers to jobs. Whoever waits longest goes first; idle workers are fed before busy ones
 * get a second chunk; and no call stays behind a running one while a worker is idle.
 */
export class WorkerPool {
  readonly #settings: WorkerPoolSettings;
  readonly #queue = new WorkQueue((job) => this.#forget(job));
  readonly #slots = new Set<WorkerSlot>();
  readonly #profiles = new TaskProfiles();
  readonly #aborts = new AbortWatch((signal) => this.#abort(signal));
  readonly #ended = Promise.withResolvers<void>();
  #outstanding = 0;
  #spawned = 0;
  #flushing = false;
  #closed = false;
  #awaited = false;
  #broken: Breakdown | undefined;
  #rebalancing: NodeJS.Timeout | undefined;

  constructor(settings: WorkerPoolSettings) {
    this.#settings = settings;
  }

  /** The living workers' handles, for those who want to end them or look at them. */
  get workers(): WorkerSlot['handle'][] {
    return [...this.#slots].map((slot) => slot.handle);
  }

  /** Throws when no job can be accepted any more. */
  admit(): void {
    if (this.#broken) throw this.#broken.error();
    if (this.#closed) {
      throw new InvalidStateError('this executor was shut down: submit before shutdown, or make a new one');
    }
  }

  enqueue(job: Job): void {
    if (job.signal?.aborted) {
      job.cancel(job.signal.reason);
      return;
    }
    if (job.signal) this.#aborts.add(job.signal);
    this.#queue.push(job);
    this.#outstanding += 1;
    if (this.#outstanding === 1) this.#holdHost(true);
    this.#flushSoon();
  }

  shutdown({ wait = true, cancelFutures = false }: ShutdownOptions): Promise<void> {
    this.#closed = true;
    if (cancelFutures) this.#cancelQueued();
    // Cancelled jobs leave the queue here, also when every worker is busy.
    this.#dispatch();
    if (!wait) return Promise.resolve();
    this.#awaited = true;
    this.#holdHost(true);
    return this.#ended.promise;
  }

  /** Ends every worker now: what is running breaks, what is queued is cancelled. */
  terminate(force: boolean): void {
    this.#closed = true;
    this.#cancelQueued();
    for (const slot of this.#slots) {
      slot.leaving = true;
      slot.handle.kill(force);
      for (const job of slot.abandon()) {
        job.fail(
          new BrokenExecutorError(`${slot.handle.label} was ended by its pool while it had ${taskName(job.fn)}`),
        );
        this.#forget(job);
      }
    }
    this.#endWhenIdle();
  }

  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    // What is submitted in the same tick crosses together.
    queueMicrotask(() => {
      this.#flushing = false;
      this.#dispatch();
    });
  }

  #dispatch(): void {
    for (let job = this.#queue.peek(); job && !this.#broken; job = this.#queue.peek()) {
      const profile = this.#profiles.of(job.fn);
      const calls = job.chunkSize ?? profile.chunk(this.#queue.length, this.#settings.maxWorkers);
      const slot = this.#idleSlot() ?? this.#spawnSlot() ?? this.#prefetchSlot(job, calls);
      if (!slot) break;
      const refusals = slot.send(profile, this.#queue.take(Math.min(calls, slot.quota)));
      // Only now that the slot has all the others: a done callback may end or abort what it has.
      for (const { job: refused, error } of refusals) {
        refused.fail(error);
        this.#forget(refused);
      }
    }
    this.#rebalanceLater();
    this.#endWhenIdle();
  }

  #idleSlot(): WorkerSlot | undefined {
    for (const slot of this.#slots) if (slot.load === 0 && slot.open) return slot;
    return undefined;
  }

  /**
   * The least loaded worker that may have a second chunk. Two signals never meet in one worker: see `#abort`. What is
   * moved has no one before or behind it, because it cannot be moved again if it were taken back.
   */
  #prefetchSlot(job: Job, calls: number): WorkerSlot | undefined {
    if (movesAny(job.args) || !this.#profiles.of(job.fn).mayPrefetch(calls)) return undefined;
    let best: WorkerSlot | undefined;
    for (const slot of this.#slots) {
      if (!slot.open || slot.load > calls || slot.load >= (best?.load ?? Infinity)) continue;
      if (slot.signal === job.signal && !movesAny(slot.oldest?.args ?? [])) best = slot;
    }
    return best;
  }

  #spawnSlot(): WorkerSlot | undefined {
    if (this.#slots.size >= this.#settings.maxWorkers) return undefined;
    const { spawn, initializer, maxTasksPerChild = Number.POSITIVE_INFINITY } = this.#settings;
    const slot = new WorkerSlot(this.#spawned, maxTasksPerChild);
    this.#spawned += 1;
    try {
      slot.handle = spawn(slot.id, {
        onMessage: (message) => this.#onMessage(slot, message),
        onExit: (exit) => this.#onExit(slot, exit),
      });
    } catch (error) {
      this.#break(slot, describeExit(slot, { error }), { error });
      return undefined;
    }
    this.#slots.add(slot);
    if (!initializer) return slot;
    try {
      slot.handle.send({ kind: 'initialize', ...initializer });
      return slot;
    } catch (error) {
      this.#break(slot, `the arguments of the initializer ${initializer.address.name} cannot be cloned`, { error });
      return undefined;
    }
  }

  #onMessage(slot: WorkerSlot, message: FromWorker): void {
    if (slot.leaving && slot.load === 0) return;
    if (message.kind === 'outcomes') this.#settle(slot, message);
    else {
      const error = reviveFailure(message.failure, slot.handle.label);
      const name = this.#settings.initializer?.address.name;
      this.#break(slot, `the initializer ${name} failed in ${slot.handle.label}: ${messageOf(error)}`, { error });
    }
  }

  #settle(slot: WorkerSlot, { taskId, values, failures, busyMs }: Outcomes): void {
    slot.lastNewsMs = performance.now();
    this.#profiles.byId(taskId).learn(values.length, busyMs);
    let failed = 0;
    for (let index = 0; index < values.length; index += 1) {
      const job = slot.settleOldest();
      if (!job) return;
      const failure = failures?.[failed];
      if (failure?.[0] === index) {
        failed += 1;
        job.fail(reviveFailure(failure[1], `${taskName(job.fn)} in ${slot.handle.label}`));
      } else job.succeed(values[index]);
      this.#forget(job);
    }
    if (slot.quota === 0 && slot.load === 0) this.#stop(slot);
    this.#dispatch();
  }

  #onExit(slot: WorkerSlot, exit: WorkerExit): void {
    this.#slots.delete(slot);
    // One that was to leave had nothing left; what it has all the same must not wait for ever.
    if (!slot.leaving || slot.load > 0) this.#break(slot, describeExit(slot, exit), exit);
    this.#dispatch();
  }

  /** A worker that ended by itself may have taken anything with it: all that is unfinished fails, and nothing new starts. */
  #break(slot: WorkerSlot, message: string, exit: WorkerExit): void {
    if (this.#broken) return;
    this.#broken = new Breakdown(message, slot, exit);
    const jobs = this.#queue.remove(() => true);
    for (const each of [slot, ...this.#slots]) jobs.unshift(...each.abandon());
    for (const each of this.#slots) {
      each.leaving = true;
      each.handle.kill(true);
    }
    for (const job of jobs) {
      job.fail(this.#broken.error());
      this.#forget(job);
    }
  }

  /** A worker holds only jobs of one signal, so ending it takes nothing along that was not aborted. */
  #abort(signal: AbortSignal): void {
    const jobs = this.#queue.remove((job) => job.signal === signal);
    for (const slot of this.#slots) {
      if (slot.signal !== signal) continue;
      jobs.push(...slot.abandon());
      slot.leaving = true;
      slot.handle.kill(true);
    }
    for (const job of jobs) {
      job.cancel(signal.reason);
      this.#forget(job);
    }
    this.#dispatch();
  }

  #cancelQueued(): void {
    for (const job of this.#queue.remove(() => true)) {
      job.cancel();
      this.#forget(job);
    }
  }

  #forget(job: Job): void {
    if (job.signal) this.#aborts.release(job.signal);
    this.#outstanding -= 1;
    if (this.#outstanding === 0 && !this.#awaited) this.#holdHost(false);
  }

  #holdHost(hold: boolean): void {
    for (const slot of this.#slots) {
      if (hold) slot.handle.ref();
      else slot.handle.unref();
    }
  }

  #rebalanceLater(): void {
    if (this.#rebalancing || this.#outstanding === 0 || this.#queue.length > 0 || !this.#hasRoom()) return;
    if (![...this.#slots].some((slot) => slot.load > 1)) return;
    this.#rebalancing = setTimeout(() => {
      this.#rebalancing = undefined;
      const now = performance.now();
      const takeBack = (jobs: Job[]): void => {
        this.#queue.giveBack(jobs);
        this.#flushSoon();
      };
      for (const slot of this.#slots) if (slot.load > 1 && now - slot.lastNewsMs >= STUCK_MS) slot.revoke(takeBack);
      this.#dispatch();
    }, STUCK_MS);
  }

  /** Whether another worker could start a call right now. */
  #hasRoom(): boolean {
    return this.#slots.size < this.#settings.maxWorkers || this.#idleSlot() !== undefined;
  }

  #stop(slot: WorkerSlot): void {
    slot.leaving = true;
    slot.handle.send({ kind: 'stop' });
  }

  #endWhenIdle(): void {
    if (!this.#closed || this.#outstanding > 0) return;
    for (const slot of this.#slots) if (!slot.leaving) this.#stop(slot);
    if (this.#slots.size === 0) this.#ended.resolve();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
