import { Deque } from './deque.ts';
import { TimeoutError } from './errors.ts';
import type { Future, WaitOptions } from './future.ts';
import { checkTimeout } from './options.ts';

/**
 * Gives the futures as they get done, cancelled ones too, each once. The clock of `timeoutMs` starts at the call.
 *
 * @throws TimeoutError from the iteration, after everything that was done in time was given.
 * @example
 * for await (const future of asCompleted(futures, { timeoutMs: 15_000 })) console.log(await future);
 */
export function asCompleted<F extends Future<unknown>>(
  futures: Iterable<F>,
  { timeoutMs }: WaitOptions = {},
): AsyncIterableIterator<F, undefined, undefined> & AsyncDisposable {
  checkTimeout(timeoutMs);
  return new Completions(new Set(futures), timeoutMs);
}

/** Holds only futures that were not given yet. */
class Completions<F extends Future<unknown>> implements AsyncIterableIterator<F, undefined, undefined> {
  readonly #total: number;
  readonly #pending: Set<F>;
  readonly #ready = new Deque<F>();
  readonly #deadline: number;
  #ended = false;
  /** Those who wait for news; each wakes once, and takes only itself away. */
  readonly #waiters = new Set<() => void>();

  constructor(futures: Set<F>, timeoutMs: number | undefined) {
    this.#total = futures.size;
    this.#pending = futures;
    this.#deadline = performance.now() + (timeoutMs ?? Number.POSITIVE_INFINITY);
    for (const future of [...futures]) future.addDoneCallback(this.#onDone);
  }

  async next(): Promise<IteratorResult<F, undefined>> {
    while (!this.#ended) {
      const future = this.#ready.shift();
      if (future) return { value: future, done: false };
      if (this.#pending.size === 0) break;
      const leftMs = this.#deadline - performance.now();
      if (leftMs <= 0) {
        const message = `${this.#pending.size} (of ${this.#total}) futures unfinished`;
        this.#end();
        throw new TimeoutError(message);
      }
      await this.#news(leftMs);
    }
    return { value: undefined, done: true };
  }

  async return(): Promise<IteratorResult<F, undefined>> {
    this.#end();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end();
  }

  readonly #onDone = (future: Future<unknown>): void => {
    this.#pending.delete(future as F);
    this.#ready.push(future as F);
    this.#wakeAll();
  };

  #news(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiters.delete(wake);
        resolve();
      };
      const timer = withinMs === Number.POSITIVE_INFINITY ? undefined : setTimeout(wake, Math.ceil(withinMs));
      this.#waiters.add(wake);
    });
  }

  #wakeAll(): void {
    for (const wake of this.#waiters) wake();
  }

  #end(): void {
    this.#ended = true;
    for (const future of this.#pending) future.removeDoneCallback(this.#onDone);
    this.#pending.clear();
    while (this.#ready.shift()) {
      // dropped: an ended iteration keeps nothing
    }
    this.#wakeAll();
  }
}
