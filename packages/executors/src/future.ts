import { type InspectOptions, inspect } from 'node:util';
import { CancelledError, InvalidStateError, TimeoutError } from './errors.ts';
import { checkTimeout } from './options.ts';

/** pending → running → finished, or cancelled; nothing leaves the last two. */
type FutureState = 'pending' | 'running' | 'cancelled' | 'finished';

export interface WaitOptions {
  /** How long to wait, in milliseconds; without it, for ever. */
  readonly timeoutMs?: number | undefined;
}

/**
 * The result of a call that may not have finished yet; `await` it, or ask it.
 * An error nobody asks for stays in the future: it never becomes an unhandled rejection.
 *
 * @example
 * const future = pool.submit(countPrimes, 1, 1_000_000);
 * future.addDoneCallback((settled) => console.log(String(settled)));
 * const primes = await future;
 */
export class Future<T> implements PromiseLike<T> {
  #state: FutureState = 'pending';
  #value: T | undefined;
  #error: unknown;
  // A flag of its own, because `throw undefined` is an error too.
  #failed = false;
  // Typed so that a Future<number> remains a Future<unknown>.
  #callbacks: ((future: never) => void)[] | undefined;
  readonly #onAwait: ((future: Future<never>) => void) | undefined;

  /** @param onAwait For executors: called when someone starts to wait, without a timeout, for a call that has not started. */
  constructor(onAwait?: (future: Future<never>) => void) {
    this.#onAwait = onAwait;
  }

  /** Whether the call finished or was cancelled. */
  done(): boolean {
    return this.#state === 'finished' || this.#state === 'cancelled';
  }

  /** Whether the call was handed to a worker and can no longer be cancelled. */
  running(): boolean {
    return this.#state === 'running';
  }

  cancelled(): boolean {
    return this.#state === 'cancelled';
  }

  /** Whether the call finished with an error; a cancelled one did not. */
  failed(): boolean {
    return this.#state === 'finished' && this.#failed;
  }

  /** Cancels a call that has not started; false when it is running or finished. */
  cancel(): boolean {
    if (this.#state === 'cancelled') return true;
    if (this.#state !== 'pending') return false;
    this.#cancel(undefined);
    return true;
  }

  /**
   * The call's result, once there.
   *
   * @throws TimeoutError after `timeoutMs`, CancelledError when cancelled, otherwise whatever the call threw.
   */
  result(options: WaitOptions = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#settleWithin(options, reject, () => {
        if (this.#failed) reject(this.#error);
        else resolve(this.#value as T);
      });
    });
  }

  /**
   * What the call threw, or undefined when it did not.
   *
   * @throws TimeoutError after `timeoutMs`, CancelledError when cancelled.
   */
  exception(options: WaitOptions = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#settleWithin(options, reject, () => {
        if (this.#state === 'cancelled') reject(this.#error);
        else resolve(this.#failed ? this.#error : undefined);
      });
    });
  }

  /** Calls `fn` with this future once it is done, at once if it is; what `fn` throws is reported as a warning. */
  addDoneCallback(fn: (future: this) => void): void {
    if (this.done()) this.#notify(fn);
    else this.#register(fn);
  }

  /** Forgets a callback that was not called yet; returns how many registrations were removed. */
  removeDoneCallback(fn: (future: this) => void): number {
    const before = this.#callbacks ?? [];
    const kept = before.filter((registered) => registered !== fn);
    this.#callbacks = kept.length > 0 ? kept : undefined;
    return before.length - kept.length;
  }

  // biome-ignore lint/suspicious/noThenProperty: a future is awaitable by design
  then<A = T, B = never>(
    onResult?: ((value: T) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.result().then(onResult, onError);
  }

  /** For executors: pending becomes running; false when the call was cancelled meanwhile and must not run. */
  setRunningOrNotifyCancel(): boolean {
    if (this.#state === 'cancelled') return false;
    if (this.#state !== 'pending') throw this.#invalid('started');
    this.#state = 'running';
    return true;
  }

  /**
   * For executors: finishes with a result.
   *
   * @throws InvalidStateError when already settled; the first outcome is kept.
   */
  setResult(value: T): void {
    if (this.done()) throw this.#invalid('given a result');
    this.#value = value;
    this.#settle('finished');
  }

  /**
   * For executors: finishes with an error, which may be any value, also a falsy one.
   *
   * @throws InvalidStateError when already settled; the first outcome is kept.
   */
  setException(error: unknown): void {
    if (this.done()) throw this.#invalid('given an error');
    this.#error = error;
    this.#failed = true;
    this.#settle('finished');
  }

  /**
   * For executors: cancels a call even while it runs, because its worker was stopped for `reason`.
   *
   * @throws InvalidStateError when already settled; the first outcome is kept.
   */
  setCancelled(reason?: unknown): void {
    if (this.done()) throw this.#invalid('cancelled');
    this.#cancel(reason);
  }

  toString(): string {
    return this.#print((value) =>
      value === null ? 'null' : typeof value === 'object' ? className(value) : typeof value,
    );
  }

  [inspect.custom](_depth: number, options: InspectOptions): string {
    return this.#print((value) => inspect(value, { ...options, depth: 0, breakLength: Number.POSITIVE_INFINITY }));
  }

  #print(show: (value: unknown) => string): string {
    if (this.#state !== 'finished') return `Future { ${this.#state} }`;
    if (!this.#failed) return `Future { finished, returned ${show(this.#value)} }`;
    return `Future { finished, raised ${this.#error instanceof Error ? className(this.#error) : show(this.#error)} }`;
  }

  #cancel(reason: unknown): void {
    this.#error = new CancelledError(
      reason === undefined ? 'the call was cancelled before it finished' : 'the call was aborted by its signal',
      reason === undefined ? undefined : { cause: reason },
    );
    this.#failed = true;
    this.#settle('cancelled');
  }

  #settle(state: FutureState): void {
    this.#state = state;
    const callbacks = this.#callbacks;
    this.#callbacks = undefined;
    if (callbacks) for (const fn of callbacks) this.#notify(fn);
  }

  #register(fn: (future: never) => void): void {
    // Most futures get one callback, many none: no list before it is needed.
    if (this.#callbacks) this.#callbacks.push(fn);
    else this.#callbacks = [fn];
  }

  #notify(fn: (future: never) => void): void {
    try {
      fn(this as never);
    } catch (cause) {
      // The others must still run, and the executor that settles must not stumble over a caller's mistake.
      const warning = new Error(`a done callback of ${this} threw: catch inside the callback`, { cause });
      warning.name = 'FutureCallbackWarning';
      process.emitWarning(warning);
    }
  }

  #settleWithin(options: WaitOptions, reject: (error: TimeoutError) => void, settle: () => void): void {
    checkTimeout(options.timeoutMs);
    if (this.done()) {
      settle();
      return;
    }
    if (options.timeoutMs === undefined) {
      this.#register(settle);
      if (this.#state === 'pending') this.#onAwait?.(this as Future<unknown> as Future<never>);
      return;
    }
    const timer = setTimeout(() => {
      this.removeDoneCallback(onDone);
      reject(
        new TimeoutError(`the call is still ${this.#state} after ${options.timeoutMs} ms: wait longer or cancel it`),
      );
    }, options.timeoutMs);
    const onDone = (): void => {
      clearTimeout(timer);
      settle();
    };
    this.#register(onDone);
  }

  #invalid(what: string): InvalidStateError {
    return new InvalidStateError(`${this} cannot be ${what}: a future settles once, and the first outcome is kept`);
  }
}

function className(value: object): string {
  return value instanceof Error ? value.name : (value.constructor?.name ?? 'Object');
}
