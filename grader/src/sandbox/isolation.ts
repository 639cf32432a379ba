import type { Readable, Writable } from 'node:stream';
import type { Sentence } from '../report/sentence.ts';

/**
 * How strongly a subject is held.
 * - `full`: namespaces, read-only files, limits that bind. The only level that is valid for grading.
 * - `process`: own process group, clean environment, limits watched from outside. Good for learning.
 */
export type IsolationLevel = 'full' | 'process';

/** What a subject may use up; the first breach kills the whole tree and becomes the exit's `breach`. */
export interface SandboxLimits {
  readonly memoryMb: number;
  readonly tasks: number;
  readonly diskMb: number;
  readonly outputKb: number;
}

export interface LaunchRequest {
  /**
   * Absolute path of the staged folder; the subject sees exactly this tree, read-only, at the same absolute path
   * it is given in `Launched.root`. Nothing else of the checkout is visible at level `full`.
   */
  readonly root: string;
  /** The host module to run with Node, relative to `root`. */
  readonly entry: string;
  /** Flags for Node in front of `entry`; `%root%` in them stands for the staged folder as the subject sees it. */
  readonly nodeArgs: readonly string[];
  readonly args: readonly string[];
  readonly limits: SandboxLimits;
  /** `loopback` shares the network namespace of the caller; `none` has not even `lo` in common with it. */
  readonly network: 'none' | 'loopback';
  /**
   * Absolute path of a folder that the subject may write into and sees under the same path; held to `limits.diskMb`. It
   * belongs to the subject's user from then on, and whoever made it removes it: see `ScratchFolder`.
   */
  readonly scratch?: string;
}

export type Breach = 'memory' | 'tasks' | 'disk' | 'output';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Set when the sandbox ended it because of a limit. */
  readonly breach?: Breach;
}

/** Totals of the whole process tree, children that were reaped included. */
export interface TreeUsage {
  readonly cpuMs: number;
  readonly rssMb: number;
  readonly peakRssMb: number;
  readonly tasks: number;
}

/** One live thread of the tree, from `/proc/<pid>/task/<tid>/schedstat`; cumulative since the thread's birth. */
export interface ThreadTimes {
  /** `pid/tid`, unique within one subject. */
  readonly id: string;
  readonly onCpuMs: number;
  /** Time it was ready to run and had no core: the machine's fault, not the submission's. */
  readonly runQueueWaitMs: number;
  /** How often it was given a core: a thread that waits for something is given none. */
  readonly timeslices: number;
  /** What the kernel calls it, from its second look on: a thread is born with its parent's name. At most 15 characters. */
  readonly name?: string;
}

/**
 * A running subject.
 *
 * Three pipes of our own, never Node's IPC: `toSubject` (descriptor 3 inside) carries calls, `fromSubject` (4) carries
 * everything the subject says, `replies` (5) answers a synchronous callback.
 */
export interface Launched {
  /** The staged folder as the subject sees it. */
  readonly root: string;
  readonly pid: number;
  readonly toSubject: Writable;
  readonly fromSubject: Readable;
  readonly replies: Writable;
  /** What it printed so far on stdout and stderr, interleaved as it came, cut at `outputKb`. */
  printed(): string;
  usage(): TreeUsage;
  threads(): readonly ThreadTimes[];
  readonly exited: Promise<Exit>;
  /** SIGKILL for the whole tree; resolves when no process of it is left and its temporary files are gone. Idempotent. */
  kill(): Promise<Exit>;
}

export interface Isolation {
  readonly level: IsolationLevel;
  /** One line for reports, e.g. `full (bubblewrap 0.8.0, seccomp, prlimit, cgroup v1)`. */
  readonly description: string;
  /** What the description says, where it is more than names. */
  readonly descriptionSentences?: readonly Sentence[];
  /** Why the stronger level was not available, with what to do; empty at level `full`. */
  readonly shortfall: readonly Sentence[];
  launch(request: LaunchRequest): Promise<Launched>;
}
