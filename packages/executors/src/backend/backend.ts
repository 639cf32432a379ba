import type { Transferable } from 'node:worker_threads';
import type { FromWorker, ToWorker } from '../protocol.ts';

/** How a worker ended, as far as its kind can tell. */
export interface WorkerExit {
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  /** What ended it from inside, such as an uncaught error. */
  readonly error?: unknown;
}

export interface WorkerEvents {
  onMessage(message: FromWorker): void;
  /** Once, after the last message. */
  onExit(exit: WorkerExit): void;
}

/** One worker, thread or process, as the pool sees it. */
export interface WorkerHandle {
  /** In words, for errors: "thread 3", "process 4711". */
  readonly label: string;
  /** Process id, where the worker has its own. */
  readonly pid?: number | undefined;
  /** Throws when the message cannot be cloned; then nothing was sent. */
  send(message: ToWorker, transfers?: Transferable[]): void;
  /** Takes back the calls numbered below `end` that have not started; tells the number of the first of them. */
  revoke(end: number, reply: (first: number) => void): void;
  /** Keeps the host alive, or does not. */
  ref(): void;
  unref(): void;
  /** Ends the worker whatever it is doing; `force` leaves it no last word. */
  kill(force: boolean): void;
}

/** Starts a worker. */
export type Spawn = (workerId: number, events: WorkerEvents) => WorkerHandle;
