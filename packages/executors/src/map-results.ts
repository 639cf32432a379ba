import { Deque } from './deque.ts';
import { CancelledError, TimeoutError } from './errors.ts';
import type { MapOptions, MapResults } from './executor.ts';
import type { Job } from './job.ts';
import type { Callable } from './task.ts';

const NO_ARGS: readonly unknown[] = [];

/** One position of the map: its call on the way in, its outcome on the way out. */
class Position implements Job {
  readonly fn: Callable;
  args: readonly unknown[];
  readonly signal: AbortSignal | undefined;
  readonly chunkSize: number | undefined;
  state: 'pending' | 'running' | 'returned' | 'raised' = 'pending';
  /** The result or the error, by `state`. */
  outcome: unknown;
  /** Set while a `next()` waits for this position. */
  onSettled: (() => void) | undefined;

  constructor(fn: Callable, args: readonly unknown[], options: MapOptions) {
    this.fn = fn;
    this.args = args;
    this.signal = options.signal;
    this.chunkSize = options.chunkSize;
  }

  get settled(): boolean {
    return this.state === 'returned' || this.state === 'raised';
  }

  start(): boolean {
    if (this.state !== 'pending') return false;
    this.state = 'running';
    return true;
  }

  succeed(value: unknown): void {
    this.#settle('returned', value);
  }

  fail(error: unknown): void {
    this.#settle('raised', error);
  }

  cancel(cause?: unknown): void {
    const error =
      cause === undefined
        ? new CancelledError('the call was cancelled before it finished')
        : new CancelledError('the map was aborted by its signal', { cause });
    this.#settle('raised', error);
  }

  #settle(state: 'returned' | 'raised', outcome: unknown): void {
    if (this.settled) return;
    this.state = state;
    this.outcome = outcome;
    // Undelivered outcomes may wait for long: they must not keep the arguments alive.
    this.args = NO_ARGS;
    this.onSettled?.();
  }
}

/** The results of one `map`, in input order. Holds only positions that were not delivered yet. */
export class OrderedResults<T> implements MapResults<T> {
  readonly #enqueue: (job: Job) => void;
  readonly #fn: Callable;
  readonly #inputs: Iterator<unknown>[];
  readonly #options: MapOptions;
  readonly #deadline: number;
  readonly #positions = new Deque<Position>();
  readonly #awaited = new Set<Position>();
  #inputsEnded = false;
  #ended = false;

  constructor(enqueue: (job: Job) => void, fn: Callable, inputs: Iterable<unknown>[], options: MapOptions) {
    this.#enqueue = enqueue;
    this.#fn = fn;
    this.#options = options;
    this.#deadline = performance.now() + (options.timeoutMs ?? Number.POSITIVE_INFINITY);
    this.#inputs = inputs.map((input) => input[Symbol.iterator]());
    try {
      this.#readAhead();
    } catch (error) {
      this.#close();
      throw error;
    }
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#ended) return Promise.resolve({ value: undefined, done: true });
    const position = this.#positions.shift();
    try {
      this.#readAhead();
    } catch (error) {
      this.#close();
      return Promise.reject(error);
    }
    if (!position) return Promise.resolve({ value: undefined, done: true });
    if (position.settled) return this.#deliver(position);
    return this.#waitFor(position);
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#close();
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#close();
  }

  #deliver(position: Position): Promise<IteratorResult<T, undefined>> {
    if (position.state === 'returned') return Promise.resolve({ value: position.outcome as T, done: false });
    // An aborted map has nothing more to give; any other error is the item's own, and the map goes on after it.
    if (this.#options.signal?.aborted) this.#close();
    return Promise.reject(position.outcome);
  }

  #waitFor(position: Position): Promise<IteratorResult<T, undefined>> {
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      this.#awaited.add(position);
      position.onSettled = () => {
        clearTimeout(timer);
        position.onSettled = undefined;
        this.#awaited.delete(position);
        resolve(position.settled ? this.#deliver(position) : { value: undefined, done: true });
      };
      if (this.#deadline === Number.POSITIVE_INFINITY) return;
      timer = setTimeout(
        () => {
          position.onSettled = undefined;
          this.#awaited.delete(position);
          this.#close();
          reject(new TimeoutError(`map did not give its next result within ${this.#options.timeoutMs} ms of its call`));
        },
        Math.max(0, this.#deadline - performance.now()),
      );
    });
  }

  #readAhead(): void {
    const limit = this.#options.bufferSize ?? Number.POSITIVE_INFINITY;
    while (!this.#inputsEnded && this.#positions.length < limit) {
      const args: unknown[] = [];
      for (const input of this.#inputs) {
        const item = input.next();
        if (item.done) {
          this.#inputsEnded = true;
          this.#closeInputs(input);
          return;
        }
        args.push(item.value);
      }
      const position = new Position(this.#fn, args, this.#options);
      this.#enqueue(position);
      this.#positions.push(position);
    }
  }

  #close(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const position of this.#positions) if (position.state === 'pending') position.cancel();
    while (this.#positions.shift()) {
      // dropped: an ended map keeps nothing
    }
    for (const position of [...this.#awaited]) position.onSettled?.();
    if (!this.#inputsEnded) this.#closeInputs();
  }

  #closeInputs(exhausted?: Iterator<unknown>): void {
    this.#inputsEnded = true;
    // An iterator that ended may still hold what it went over.
    for (const input of this.#inputs.splice(0)) if (input !== exhausted) input.return?.();
  }
}
