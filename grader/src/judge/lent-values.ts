import { sentence } from '../report/sentence.ts';
import type { DecodeHandlers } from '../subject/decode.ts';
import { type EncodeHandlers, encode } from '../subject/encode.ts';
import type { Abort, Outcome, Reply, Returned, ToSubject, Wire } from '../subject/protocol.ts';
import { rememberStack } from './foreign-errors.ts';
import { SubjectFailure } from './subject-failure.ts';

type Fn = (...args: unknown[]) => unknown;

/**
 * What the judge lends a subject: functions it may call, signals it may listen to, errors it may hand back. They stay
 * here; the subject gets numbers.
 */
export class LentValues {
  readonly #send: (message: ToSubject) => void;
  readonly #functions = new Map<number, Fn>();
  readonly #signals = new Map<AbortSignal, number>();
  readonly #errors = new Map<number, Error>();
  /** Collects what the callback that runs right now aborts: it must arrive before the callback's return does. */
  #abortsOfCallback: Abort[] | undefined;
  #next = 1;

  /** @param send - drops the message when the subject is gone */
  constructor(send: (message: ToSubject) => void) {
    this.#send = send;
  }

  encode(value: unknown): Wire {
    return encode(value, this.#outgoing);
  }

  /** For the part of decoding that concerns what was lent. */
  readonly incoming: DecodeHandlers = {
    ref: (ref) => {
      const error = this.#errors.get(ref);
      if (!error) throw new SubjectFailure('protocol', sentence('channel.errorNotSent'));
      return error;
    },
    error: (error, _ref, stack) => rememberStack(error, stack),
  };

  /**
   * Calls a lent function. The subject stands still until the reply is written, so it runs here as if it ran there; when
   * it returns a promise, the outcome follows as a message of its own.
   *
   * @throws {SubjectFailure} when no such function was lent.
   */
  callback(id: number, args: readonly unknown[]): Reply {
    const fn = this.#functions.get(id);
    if (!fn) throw new SubjectFailure('protocol', sentence('channel.unknownCallback'));
    const aborts: Abort[] = [];
    this.#abortsOfCallback = aborts;
    try {
      return { aborts, returned: this.#run(fn, args) };
    } finally {
      this.#abortsOfCallback = undefined;
    }
  }

  #run(fn: Fn, args: readonly unknown[]): Returned {
    let returned: unknown;
    try {
      returned = fn(...args);
    } catch (error) {
      return this.#failed(error);
    }
    return returned instanceof Promise ? this.#promised(returned) : this.#succeeded(returned);
  }

  readonly #outgoing: EncodeHandlers = {
    function: (fn) => {
      const id = this.#next++;
      this.#functions.set(id, fn as Fn);
      return id;
    },
    signal: (signal) => this.#signals.get(signal) ?? this.#lendSignal(signal),
    errorRef: (error) => {
      const ref = this.#next++;
      this.#errors.set(ref, error);
      return ref;
    },
  };

  #lendSignal(signal: AbortSignal): number {
    const id = this.#next++;
    this.#signals.set(signal, id);
    const onAbort = () => {
      const message: Abort = { type: 'abort', signal: id, reason: this.encode(signal.reason) };
      if (this.#abortsOfCallback) this.#abortsOfCallback.push(message);
      else this.#send(message);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    return id;
  }

  #promised(returned: Promise<unknown>): Returned {
    const promise = this.#next++;
    void returned
      .then(
        (value) => this.#succeeded(value),
        (error) => this.#failed(error),
      )
      .then((outcome) => this.#send({ type: 'settle', promise, outcome }));
    return { ok: true, promise };
  }

  #succeeded(value: unknown): Outcome {
    return { ok: true, value: this.encode(value) };
  }

  #failed(error: unknown): Outcome {
    return { ok: false, error: this.encode(error) };
  }
}
