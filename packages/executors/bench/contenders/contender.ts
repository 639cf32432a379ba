import type { BenchTask } from '../tasks.ts';

/** An open pool, as the scenarios use it. */
export interface OpenPool {
  run(task: BenchTask, argument: unknown): PromiseLike<unknown>;
  /** The pool's own map with its default chunking; without one, the calls are submitted one by one. */
  map?(task: BenchTask, inputs: unknown[]): Promise<unknown>;
  /** Sends `bytes` there and back without copying, where that can be asked for. */
  transfer?(bytes: Uint8Array): PromiseLike<unknown>;
  /** Set where arguments cross as JSON, which turns bytes into text of ten times their size. */
  readonly isJson?: boolean;
  /** Whether shared memory can be an argument. */
  readonly shares?: boolean;
  close(): Promise<unknown>;
}

/** What the tasks are written in. */
export type Language = 'ts' | 'js';

/** One kind of pool that takes part. */
export interface Contender {
  readonly name: string;
  open(workers: number, language: Language): OpenPool;
}
