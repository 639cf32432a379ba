import type { WorkerExit } from '../backend/backend.ts';
import { BrokenExecutorError } from '../errors.ts';
import { taskName } from '../task.ts';
import type { WorkerSlot } from './worker-slot.ts';

/** Why a pool is broken; every future that it takes down gets an error of its own from it. */
export class Breakdown {
  readonly #message: string;
  readonly #workerId: number;
  readonly #task: string | undefined;
  readonly #exit: WorkerExit;

  constructor(message: string, slot: WorkerSlot, exit: WorkerExit) {
    this.#message = message;
    this.#workerId = slot.id;
    this.#task = slot.oldest && taskName(slot.oldest.fn);
    this.#exit = exit;
  }

  error(): BrokenExecutorError {
    const { exitCode, signal, error } = this.#exit;
    return new BrokenExecutorError(`${this.#message}: the pool is broken, make a new one`, {
      workerId: this.#workerId,
      exitCode,
      signal,
      task: this.#task,
      cause: error ?? new Error(signal ? `killed by ${signal}` : `exit code ${exitCode}`),
    });
  }
}

/** How a worker ended, and what it had at that time. */
export function describeExit(slot: WorkerSlot, exit: WorkerExit): string {
  if (exit.exitCode === undefined && exit.signal === undefined) {
    return `worker ${slot.id} could not be started: ${exit.error instanceof Error ? exit.error.message : exit.error}`;
  }
  const how = exit.signal ? `signal ${exit.signal}` : `exit code ${exit.exitCode}`;
  const had = slot.oldest ? `had ${taskName(slot.oldest.fn)}` : 'was idle';
  return `${slot.handle.label} (worker ${slot.id}) ended with ${how} while it ${had}`;
}
