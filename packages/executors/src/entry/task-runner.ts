import type { Transferable } from 'node:worker_threads';
import type { FrameLabel } from '../backend/frames.ts';
import { NamedFailure, notDecodable, notSerializable, toFailure } from '../failure.ts';
import type { Failure, FromWorker, Initialize, Outcomes, RunBatch, ToWorker } from '../protocol.ts';
import type { Callable } from '../task.ts';
import { collectTransfers } from '../transfer.ts';
import { findTask, loadTask } from './find-task.ts';

/** The worker's end of the line to its pool. */
export interface Line {
  /** Sends or throws; a promise asks to wait until the line has room again. */
  send(message: FromWorker, transfers?: Transferable[]): Promise<void> | undefined;
  /** `[0]` is the number of the next call that may start: the pool moves it to take calls back. */
  readonly claims: Int32Array;
}

// Finished outcomes wait for the rest of their batch at most this long.
const HOLD_MS = 1;

/** Stands in for a message that arrived and cannot be decoded. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly label: FrameLabel;
  readonly cause: unknown;
}

/** What runs inside a worker, thread or process alike: one call at a time, in the order of arrival. */
export class TaskRunner {
  readonly #line: Line;
  readonly #tasks = new Map<number, Callable>();
  readonly #inbox: (ToWorker | Unreadable)[] = [];
  #draining = false;
  readonly #unsent = { taskId: 0, values: [] as unknown[], failures: [] as [number, Failure][], since: 0 };

  constructor(line: Line) {
    this.#line = line;
  }

  receive(message: ToWorker | Unreadable): void {
    this.#inbox.push(message);
    if (!this.#draining) void this.#drain();
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    for (let message = this.#inbox.shift(); message; message = this.#inbox.shift()) {
      if (message.kind === 'run') {
        // Synchronous tasks run without giving the event loop a turn: most of a short call's time would go there.
        const pending = this.#run(this.#tasks.get(message.taskId)!, message, 0);
        if (pending) await pending;
      } else if (message.kind === 'unreadable') await this.#refuse(message);
      else if (message.kind === 'introduce') this.#tasks.set(message.taskId, await findTask(message.address));
      else if (message.kind === 'initialize') await this.#initialize(message);
      else process.exit();
    }
    this.#draining = false;
  }

  async #initialize({ address, args }: Initialize): Promise<void> {
    try {
      const fn = await loadTask(address);
      await fn(...(args as never[]));
    } catch (error) {
      await this.#sendInitializerFailed(toFailure(error));
    }
  }

  #sendInitializerFailed(failure: Failure): Promise<void> | undefined {
    try {
      return this.#line.send({ kind: 'initializer-failed', failure });
    } catch (cause) {
      const instead = notSerializable('error', shownFailure(failure), cause);
      return this.#line.send({ kind: 'initializer-failed', failure: instead });
    }
  }

  /** Lets the calls of a lost message fail, each in its turn: the pool may have taken some of them back. */
  async #refuse({ label: { taskId, first, calls }, cause }: Unreadable): Promise<void> {
    const failure = notDecodable('arguments', cause);
    const fail = (): never => {
      throw new NamedFailure(failure);
    };
    const lost = Array.from({ length: calls }, () => []);
    if (calls === 0) await this.#sendInitializerFailed(failure);
    else await this.#run(fail, { kind: 'run', first, taskId, calls: lost }, 0);
  }

  /** Runs calls from index `from` on; a promise when one of them is asynchronous or the line is full. */
  #run(fn: Callable, batch: RunBatch, from: number): Promise<void> | undefined {
    const { calls, first, taskId } = batch;
    const unsent = this.#unsent;
    unsent.taskId = taskId;
    unsent.since = performance.now();
    for (let index = from; index < calls.length; index += 1) {
      const number = (first + index) & 0x7fffffff;
      // Fails when the pool took this call, and with it all later ones, back.
      if (Atomics.compareExchange(this.#line.claims, 0, number, (number + 1) & 0x7fffffff) !== number) break;
      const args = calls[index] as never[];
      calls[index] = [];
      try {
        const value = fn(...args);
        if (isThenable(value)) return this.#finish(value, fn, batch, index);
        unsent.values.push(value);
      } catch (error) {
        this.#hold(error);
      }
      if (performance.now() - unsent.since > HOLD_MS) {
        const full = this.#flush();
        if (full) return full.then(() => this.#run(fn, batch, index + 1));
      }
    }
    return this.#flush();
  }

  async #finish(value: PromiseLike<unknown>, fn: Callable, batch: RunBatch, index: number): Promise<void> {
    // What is done must not wait for a call that may take for ever.
    const since = performance.now();
    const outcome = Promise.resolve(value);
    const full = this.#flush();
    if (full) {
      // In hand before the wait: a rejection that comes meanwhile would count as nobody's and end the worker.
      outcome.catch(() => {});
      await full;
    }
    this.#unsent.since = since;
    try {
      this.#unsent.values.push(await outcome);
    } catch (error) {
      this.#hold(error);
    }
    await this.#flush();
    await this.#run(fn, batch, index + 1);
  }

  #hold(error: unknown): void {
    const { values, failures } = this.#unsent;
    failures.push([values.length, toFailure(error)]);
    values.push(undefined);
  }

  #flush(): Promise<void> | undefined {
    const { taskId, values, failures, since } = this.#unsent;
    if (values.length === 0) return undefined;
    const now = performance.now();
    Object.assign(this.#unsent, { values: [], failures: [], since: now });
    return this.#send({
      kind: 'outcomes',
      taskId,
      values,
      failures: failures.length > 0 ? failures : undefined,
      busyMs: now - since,
    });
  }

  #send(outcomes: Outcomes): Promise<void> | undefined {
    let transfers: Transferable[] | undefined;
    for (const value of outcomes.values) transfers = collectTransfers(value, transfers);
    try {
      return this.#line.send(outcomes, transfers);
    } catch (cause) {
      return this.#sendOneByOne(outcomes, cause);
    }
  }

  /** One value that cannot be cloned must not take its neighbours with it. */
  #sendOneByOne(outcomes: Outcomes, cause: unknown): Promise<void> | undefined {
    const { values, failures = [] } = outcomes;
    const busyMs = outcomes.busyMs / values.length;
    let full: Promise<void> | undefined;
    for (const [index, value] of values.entries()) {
      const failure = failures.find(([at]) => at === index)?.[1];
      const single: Outcomes = { ...outcomes, values: [value], failures: failure && [[0, failure]], busyMs };
      try {
        full = this.#line.send(single, collectTransfers(value, undefined)) ?? full;
      } catch {
        const instead = failure
          ? notSerializable('error', shownFailure(failure), cause)
          : notSerializable('result', value, cause);
        full = this.#line.send({ ...single, values: [undefined], failures: [[0, instead]] }) ?? full;
      }
    }
    return full;
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

function shownFailure(failure: Failure): unknown {
  return 'thrown' in failure ? failure.thrown : `${failure.error.name}: ${failure.error.message}`;
}
