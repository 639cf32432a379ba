/** What crosses between a pool and its workers. Types only; both sides come from the same build, so no version. */
import type { TaskAddress } from './task.ts';

/**
 * A batch of calls of one task. Calls of a worker are numbered, consecutively over all its batches, in 31 bits;
 * the worker claims each number before it starts the call, and the pool may take back what was not claimed.
 */
export interface RunBatch {
  readonly kind: 'run';
  /** Number of the first call. */
  readonly first: number;
  readonly taskId: number;
  readonly calls: (readonly unknown[])[];
}

/** Where the task of that number is found; sent before its first batch. */
export interface Introduce {
  readonly kind: 'introduce';
  readonly taskId: number;
  readonly address: TaskAddress;
}

export interface Initialize {
  readonly kind: 'initialize';
  readonly address: TaskAddress;
  readonly args: readonly unknown[];
}

export interface Stop {
  readonly kind: 'stop';
}

export type ToWorker = RunBatch | Introduce | Initialize | Stop;

/** Outcomes of the oldest calls that had none yet, in order. */
export interface Outcomes {
  readonly kind: 'outcomes';
  readonly taskId: number;
  /** One value for each call; undefined where it failed. */
  readonly values: unknown[];
  /** Failed calls by their index in `values`. */
  readonly failures?: [index: number, failure: Failure][] | undefined;
  /** Milliseconds these calls took in the worker. */
  readonly busyMs: number;
}

export interface InitializerFailed {
  readonly kind: 'initializer-failed';
  readonly failure: Failure;
}

export type FromWorker = Outcomes | InitializerFailed;

/**
 * A thrown value: an error in its parts, because cloning drops own properties, classes and `errors`. Parts may hold each
 * other, as the errors did.
 */
export type Failure = { readonly error: ErrorParts } | { readonly thrown: unknown };

export interface ErrorParts {
  /** As its author called it: its own `name`, or the name of its class where that still says `Error`. */
  readonly name: string;
  /** The class it is an instance of here as well, when that is a known one. */
  readonly base: string;
  readonly message: string;
  readonly stack: string;
  /** Own enumerable properties, such as `code`. */
  readonly own: Record<string, unknown>;
  readonly cause?: Failure | undefined;
  readonly errors?: Failure[] | undefined;
  /** What a SuppressedError holds. */
  readonly error?: Failure | undefined;
  readonly suppressed?: Failure | undefined;
}
