import { locks, threadId } from 'node:worker_threads';

/**
 * This thread's name in shared memory: 1 or more, because 0 means "nobody". Node never reuses a thread id within a
 * process, and shared memory never leaves the process, so an id names one thread for ever.
 */
export const self = threadId + 1;

const lifeLineOf = (id: number) => `paralelo-sync/thread/${id}`;

/*
 * How the death of a thread is seen. Each thread that loads this module takes a Web Lock of its own and never gives it
 * back. Web Locks live in the process, outside every JavaScript heap, and Node frees those of a thread when it tears the
 * thread down, however it ended: return, process.exit, an uncaught error, worker.terminate(), out of memory.
 *
 * Invariant: the module is loaded before its thread can write `self` anywhere, so an id that is found in shared memory and
 * whose Web Lock is free belongs to a thread that runs no more.
 *
 * Limits: a thread that is alive but forgot to release is not dead; one in native code that never returns is not either.
 */
void locks.request(lifeLineOf(self), { ifAvailable: true }, () => new Promise<never>(() => {}));

/**
 * Whether the thread of this id still runs, answered at once, so that a thread that blocks can ask too: Node decides an
 * `ifAvailable` request before it returns. Were that ever to change, the answer would be "alive" and a dead owner would
 * look like a slow one. Shared mode, so that two threads asking at the same time do not take each other for the owner.
 */
export function isThreadAlive(id: number): boolean {
  let alive = true;
  const asked = locks.request(lifeLineOf(id), { ifAvailable: true, mode: 'shared' }, (lifeLine) => {
    alive = lifeLine === null;
  });
  asked.catch(() => {});
  return alive;
}
