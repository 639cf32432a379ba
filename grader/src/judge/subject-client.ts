import { once } from 'node:events';
import type { Limits } from '../kata/kata-schema.ts';
import type { Stage } from '../kata/stage.ts';
import { type Sentence, sentence } from '../report/sentence.ts';
import type { Exit, Isolation, Launched } from '../sandbox/isolation.ts';
import { ScratchFolder } from '../sandbox/scratch-folder.ts';
import { type DecodeHandlers, decode } from '../subject/decode.ts';
import type { Answer, Callback, FromSubject, Request } from '../subject/protocol.ts';
import { describeExit } from './describe-exit.ts';
import { printable, wordsFor } from './foreign-errors.ts';
import { LentValues } from './lent-values.ts';
import { hasKnownFields } from './message-fields.ts';
import { PendingRequests } from './pending-requests.ts';
import { SubjectFailure } from './subject-failure.ts';
import { exportsOf, loadFailure, namesOf, noNames } from './subject-statements.ts';
import { SubjectWire } from './subject-wire.ts';

export interface SubjectOptions {
  readonly isolation: Isolation;
  readonly stage: Stage;
  readonly limits: Limits;
  readonly network: 'none' | 'loopback';
  /** Whether it gets a scratch folder, a fresh one. */
  readonly scratch: boolean;
}

/** A request without its number. */
type Asked = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

/** What is said of a request that was not answered in time. */
type Late = (limit: number) => Sentence;

const lateCall =
  (what: string): Late =>
  (limit) =>
    sentence('late.call', { what, limit });
const lateIterator: Late = (limit) => sentence('late.iterator', { limit });
const lateEnd: Late = (limit) => sentence('late.end', { limit });

/** Longer than the host waits for itself to end before it says what keeps it. */
const END_TIMEOUT_MS = 15_000;
const MEBI = 1024 * 1024;
/** Bytes over the life of a subject, in messages of the largest size. */
const LARGEST_MESSAGES = 8;
const MESSAGES = 1_000_000;

/**
 * One submission in its own process, driven from the judge.
 *
 * Invariant: once `failure` is set, the subject is dead or dying, every pending and future request rejects with it, and
 * the test it served has failed, whatever the spec made of the rejection.
 */
export class SubjectClient {
  readonly launched: Launched;
  /** `typeof` of every export, `class` for classes. */
  exports: Readonly<Record<string, string>> = {};
  readonly #limits: Limits;
  readonly #scratch: ScratchFolder | undefined;
  readonly #wire: SubjectWire;
  readonly #requests = new PendingRequests();
  readonly #lent = new LentValues((message) => {
    if (!this.#isOver) this.#wire.send(message);
  });
  readonly #incoming: DecodeHandlers = {
    ...this.#lent.incoming,
    iterable: (iterator) => this.#iterable(iterator),
  };
  readonly #ready = Promise.withResolvers<Readonly<Record<string, string>>>();
  #isReady = false;
  /** What the submission itself first threw at a caller. */
  firstRejection: string | undefined;
  #nextId = 1;
  #failure: SubjectFailure | undefined;
  #isOver = false;
  /** Set while it is waited for to end by itself. */
  #left: PromiseWithResolvers<undefined> | undefined;

  /**
   * Launches a subject and waits until it has loaded the submission.
   *
   * @param prepare - fills the scratch folder before anybody else can: a submission could put links there
   * @throws {SubjectFailure} of kind `load`, `timeout`, `crash`, `memory` or `limit` when it does not.
   */
  static async start(options: SubjectOptions, prepare?: (scratch: string) => unknown): Promise<SubjectClient> {
    const scratch = options.scratch ? new ScratchFolder() : undefined;
    try {
      if (scratch !== undefined) await prepare?.(scratch.path);
      return await SubjectClient.#load(options, scratch);
    } catch (error) {
      scratch?.remove();
      throw error;
    }
  }

  static async #load(options: SubjectOptions, scratch: ScratchFolder | undefined): Promise<SubjectClient> {
    const { stage, limits, network } = options;
    const launched = await options.isolation.launch({
      root: stage.root,
      entry: stage.entry,
      nodeArgs: ['--import', `%root%/${stage.hooks}`],
      args: [stage.submission],
      limits,
      network,
      ...(scratch && { scratch: scratch.path }),
    });
    const client = new SubjectClient(launched, limits, scratch);
    const tooLate = new SubjectFailure('timeout', sentence('late.load', { limit: limits.loadTimeoutMs }));
    const timer = setTimeout(() => client.#fail(tooLate), limits.loadTimeoutMs);
    try {
      client.exports = await client.#ready.promise;
      return client;
    } catch (error) {
      await launched.kill();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  private constructor(launched: Launched, limits: Limits, scratch: ScratchFolder | undefined) {
    this.launched = launched;
    this.#limits = limits;
    this.#scratch = scratch;
    // A failure nobody waits for is still a failure: it is read from `failure`.
    this.#ready.promise.catch(() => {});
    const frameBytes = limits.messageMb * MEBI;
    this.#wire = new SubjectWire(
      launched,
      { frameBytes, totalBytes: frameBytes * LARGEST_MESSAGES, messages: MESSAGES },
      (message) => this.#handle(message),
      (failure) => this.#fail(failure),
    );
    void this.#drained().then((exit) => this.#ended(exit));
  }

  /** Why this subject is no longer to be trusted; set once. */
  get failure(): SubjectFailure | undefined {
    return this.#failure;
  }

  /** The folder shared with it; `undefined` where the kata has none. */
  get scratch(): string | undefined {
    return this.#scratch?.path;
  }

  /** Requests made so far, and the time during which at least one was open, ms. */
  get activity(): { calls: number; callMs: number } {
    return this.#requests.activity;
  }

  /** Calls the export `name`, or the method `name` of an instance. */
  call(name: string, args: readonly unknown[], instance?: number): Promise<unknown> {
    const target = instance === undefined ? {} : { instance };
    return this.#request({ type: 'call', name, args: this.#lent.encode(args), ...target }, lateCall(`${name}()`));
  }

  /** @returns the number under which the new instance is known to `call`. */
  async construct(name: string, args: readonly unknown[]): Promise<number> {
    const asked = { type: 'construct', name, args: this.#lent.encode(args) } as const;
    return (await this.#request(asked, lateCall(`new ${name}()`))) as number;
  }

  /** The value of the export `name`. */
  read(name: string): Promise<unknown> {
    return this.#request({ type: 'read', name }, lateCall(name));
  }

  /**
   * Keeps the subject alive no longer, and waits until it has ended by itself. Nobody calls it afterwards.
   *
   * @returns Node's names of what kept it alive instead, if it did not end
   */
  async leave(): Promise<readonly string[] | undefined> {
    this.#left = Promise.withResolvers();
    const kept = this.#request({ type: 'leave' }, lateEnd, END_TIMEOUT_MS).then(namesOf);
    // Whoever lies about its end has failed, whatever a spec makes of the rejection.
    kept.catch((error) => this.#fail(error instanceof SubjectFailure ? error : noNames()));
    return Promise.race([this.#left.promise, kept]);
  }

  /** Kills the subject. Afterwards `failure` says only what went wrong before. Its files stay until `close`. */
  async kill(): Promise<Exit> {
    this.#isOver = true;
    const exit = await this.launched.kill();
    this.#requests.rejectAll(closed());
    return exit;
  }

  /** Kills the subject and removes its scratch folder. */
  async close(): Promise<Exit> {
    const exit = await this.kill();
    this.#scratch?.remove();
    return exit;
  }

  /** The exit, once everything that was said before it has been heard. */
  async #drained(): Promise<Exit> {
    const { fromSubject, exited } = this.launched;
    const closed = fromSubject.closed ? undefined : once(fromSubject, 'close').catch(() => {});
    const exit = await exited;
    await closed;
    return exit;
  }

  #ended(exit: Exit): void {
    if (this.#left === undefined || exit.code !== 0 || exit.breach !== undefined) {
      this.#fail(describeExit(exit, this.#limits));
    } else if (!this.#isOver) {
      this.#isOver = true;
      this.#left.resolve(undefined);
      this.#requests.rejectAll(closed());
    }
  }

  #iterable(iterator: number): AsyncIterable<unknown> {
    const step = (which: 'next' | 'return') =>
      this.#request({ type: 'iterate', iterator, step: which }, lateIterator) as Promise<IteratorResult<unknown>>;
    return { [Symbol.asyncIterator]: () => ({ next: () => step('next'), return: () => step('return') }) };
  }

  #request(asked: Asked, late: Late, ms = this.#limits.callTimeoutMs): Promise<unknown> {
    if (this.#isOver) return Promise.reject(this.#failure ?? closed());
    const id = this.#nextId++;
    const answered = this.#requests.open(id, ms, () => this.#fail(new SubjectFailure('timeout', late(ms))));
    this.#wire.send({ ...asked, id });
    return answered;
  }

  #handle(message: FromSubject): void {
    if (!hasKnownFields(message)) throw new SubjectFailure('protocol', sentence('channel.unknownField'));
    switch (message?.type) {
      case 'ready':
        if (this.#isReady) throw new SubjectFailure('protocol', sentence('channel.readyTwice'));
        this.#isReady = true;
        this.#ready.resolve(exportsOf(decode(message.exports, {})));
        break;
      case 'load-failed':
        this.#fail(loadFailure(decode(message.error, this.#incoming)));
        break;
      case 'answer':
        this.#answer(message);
        break;
      case 'callback':
        this.#callback(message);
        break;
      default:
        throw new SubjectFailure('protocol', sentence('channel.unknownMessage'));
    }
  }

  #answer({ id, outcome }: Answer): void {
    const settled = decode(outcome?.ok === true ? outcome.value : outcome?.error, this.#incoming);
    if (outcome?.ok !== true) this.firstRejection ??= wordsFor(settled);
    const known =
      outcome?.ok === true ? this.#requests.resolve(id, settled) : this.#requests.reject(id, printable(settled));
    if (!known) throw new SubjectFailure('protocol', sentence('channel.notAsked'));
  }

  #callback({ fn, args }: Callback): void {
    const given = decode(args, this.#incoming);
    if (!Array.isArray(given)) throw new SubjectFailure('protocol', sentence('channel.noArguments'));
    this.#wire.reply(this.#lent.callback(fn, given));
  }

  #fail(failure: SubjectFailure): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#failure = failure;
    this.#ready.reject(failure);
    this.#requests.rejectAll(failure);
    void this.launched.kill();
  }
}

/** Who asks a subject that was ended on purpose. */
const closed = () => new SubjectFailure('crash', sentence('stopped.closed'));
