import { once } from 'node:events';
import type { Duplex, Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Accounting } from './accounting.ts';
import type { Breach, Exit, Launched, SandboxLimits, ThreadTimes, TreeUsage } from './isolation.ts';
import { OutputCapture } from './output-capture.ts';
import { register, unregister } from './registry.ts';
import type { StartedChild } from './start-child.ts';
import { watch } from './watchdog.ts';

/** How long unread output may keep its pipe open after every process we know of is dead, ms. */
const OUTPUT_GRACE_MS = 500;

/** What a level adds to a running child process. */
export interface Grip {
  readonly child: StartedChild;
  readonly root: string;
  readonly limits: SandboxLimits;
  readonly accounting: Accounting;
  /** SIGKILL to every process of the subject, synchronously; may be called again at any time. */
  strike(): void;
  /** Resolves when no process of the subject is left and everything made for it is removed. */
  clean(): Promise<void>;
  /** The best `clean` can do without waiting. */
  cleanNow(): void;
  /** How the subject itself ended, where the child is only its launcher. */
  translate(exit: Exit): Exit;
  /** A limit the level sees broken by its own means. */
  breach(): Breach | undefined;
}

/** The parent's ends of the three channels. A subject may break any of them at any time: that must never be our crash. */
function channels(child: StartedChild): { toSubject: Writable; fromSubject: Readable; replies: Writable } {
  const stdio: readonly unknown[] = child.stdio;
  const [toSubject, fromSubject, replies] = stdio.slice(3, 6) as [Duplex, Duplex, Duplex];
  for (const stream of [toSubject, fromSubject, replies]) stream.on('error', () => {});
  return { toSubject, fromSubject, replies };
}

/** A subject under watch: the same at every level of isolation. */
export class HeldSubject implements Launched {
  readonly root: string;
  readonly pid: number;
  readonly toSubject: Writable;
  readonly fromSubject: Readable;
  readonly replies: Writable;
  readonly exited: Promise<Exit>;
  readonly #grip: Grip;
  readonly #output: OutputCapture;
  #breach: Breach | undefined;

  constructor(grip: Grip) {
    const { child, limits } = grip;
    this.#grip = grip;
    this.root = grip.root;
    this.pid = child.pid;
    ({ toSubject: this.toSubject, fromSubject: this.fromSubject, replies: this.replies } = channels(child));
    const outputs = [child.stdout, child.stderr] as Readable[];
    this.#output = new OutputCapture(outputs, limits.outputKb, () => this.#stop('output'));
    const stopWatching = watch(
      limits,
      grip.accounting,
      () => grip.breach(),
      (breach) => this.#stop(breach),
    );
    register(this);
    this.exited = this.#end(outputs, stopWatching);
  }

  printed(): string {
    return this.#output.text();
  }

  usage(): TreeUsage {
    return this.#grip.accounting.usage();
  }

  threads(): readonly ThreadTimes[] {
    return this.#grip.accounting.threads();
  }

  kill(): Promise<Exit> {
    this.#grip.strike();
    return this.exited;
  }

  killNow(): void {
    this.#grip.strike();
    this.#grip.cleanNow();
  }

  #stop(breach: Breach): void {
    this.#breach ??= breach;
    this.#grip.strike();
  }

  async #end(outputs: readonly Readable[], stopWatching: () => void): Promise<Exit> {
    const { child } = this.#grip;
    const ended = outputs.map((stream) => once(stream, 'close').catch(() => {}));
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    stopWatching();
    // The last look at usage comes before the figures vanish with the cgroup.
    this.usage();
    const breach = this.#breach ?? this.#grip.breach();
    this.#grip.strike();
    await this.#grip.clean();
    await Promise.race([Promise.all(ended), delay(OUTPUT_GRACE_MS, undefined, { ref: false })]);
    for (const stream of outputs) stream.destroy();
    this.toSubject.destroy();
    this.replies.destroy();
    unregister(this);
    const exit = this.#grip.translate({ code, signal });
    const final = breach ?? (this.#isHeapAbort(exit) ? 'memory' : undefined);
    return final === undefined ? exit : { ...exit, breach: final };
  }

  /** V8 aborts when its heap limit is reached; only its text tells that from any other abort. */
  #isHeapAbort({ signal }: Exit): boolean {
    return (signal === 'SIGABRT' || signal === 'SIGTRAP') && this.printed().includes('heap out of memory');
  }
}
