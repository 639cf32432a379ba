import { availableParallelism } from 'node:os';
import { InvalidStateError } from './errors.ts';
import type { Executor, Iterables, MapOptions, MapResults, ShutdownOptions, SubmitOptions } from './executor.ts';
import { Future } from './future.ts';
import { type Job, SubmitJob } from './job.ts';
import { OrderedResults } from './map-results.ts';
import { checkCount, checkTimeout } from './options.ts';
import type { Callable } from './task.ts';

/** `submit` and `map`, written once over what an executor must know: whom it admits, and how it runs a job. */
export abstract class BaseExecutor implements Executor {
  readonly maxWorkers: number;

  constructor(maxWorkers: number | undefined, defaultWorkers = availableParallelism()) {
    checkCount('maxWorkers', maxWorkers);
    this.maxWorkers = maxWorkers ?? defaultWorkers;
  }

  submit<A extends unknown[], R>(options: SubmitOptions, fn: (...args: A) => R, ...args: A): Future<Awaited<R>>;
  submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): Future<Awaited<R>>;
  submit(first: SubmitOptions | Callable, ...rest: unknown[]): Future<unknown> {
    const options = typeof first === 'object' && first !== null ? first : undefined;
    const fn = checkCallable(options ? rest.shift() : first);
    this.admit(fn);
    const future = new Future<unknown>(this.onAwait);
    this.enqueue(new SubmitJob(future, fn, rest, options?.signal));
    return future;
  }

  map<A extends unknown[], R>(fn: (...args: A) => R, ...inputs: [...Iterables<A>, MapOptions]): MapResults<Awaited<R>>;
  map<A extends unknown[], R>(fn: (...args: A) => R, ...inputs: Iterables<A>): MapResults<Awaited<R>>;
  map(fn: Callable, ...inputs: unknown[]): MapResults<unknown> {
    checkCallable(fn);
    const options: MapOptions = isOptions(inputs.at(-1)) ? (inputs.pop() ?? {}) : {};
    checkCount('chunkSize', options.chunkSize);
    checkCount('bufferSize', options.bufferSize);
    checkTimeout(options.timeoutMs);
    const strange = inputs.findIndex((input) => !isIterable(input));
    if (inputs.length === 0 || strange >= 0) {
      const given = inputs.length === 0 ? 'no iterable' : `${typeof inputs[strange]} as iterable ${strange + 1}`;
      throw new TypeError(
        `map got ${given}: pass one iterable for each parameter, a constant as an array of it, then the options`,
      );
    }
    this.admit(fn);
    const enqueue = (job: Job): void => {
      this.admit(fn);
      this.enqueue(job);
    };
    return new OrderedResults(enqueue, fn, inputs as Iterable<unknown>[], options);
  }

  abstract shutdown(options?: ShutdownOptions): Promise<void>;

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown();
  }

  /** Throws when `fn` cannot be accepted now. */
  protected admit(_fn: Callable): void {
    // Past this point no event loop turns: the call would be accepted and never run.
    if ((process as { _exiting?: boolean })._exiting) {
      throw new InvalidStateError('the process is exiting: submit before its "exit" event');
    }
  }

  /** Told of a future whose call has not started when someone waits for it. */
  protected readonly onAwait: ((future: Future<never>) => void) | undefined;

  /** Takes an admitted job. It must not run before the caller's own code has returned to the event loop. */
  protected abstract enqueue(job: Job): void;
}

function checkCallable(fn: unknown): Callable {
  if (typeof fn === 'function') return fn as Callable;
  throw new TypeError(`expected a function to call, got ${fn === null ? 'null' : typeof fn}: submit(fn, ...args)`);
}

function isOptions(value: unknown): value is MapOptions | null | undefined {
  return value === undefined || (typeof value === 'object' && !isIterable(value));
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && Symbol.iterator in value);
}
