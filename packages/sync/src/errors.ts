/**
 * A wait that was given `timeoutMs` did not end in time. Nothing was acquired.
 *
 * @example
 * try { lock.acquire({ timeoutMs: 50 }); } catch (error) { if (error instanceof TimeoutError) retryLater(); }
 */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}

/**
 * The thread (or process) that held a lock ended without releasing it, so what the lock protects may be half-written.
 * The lock stays unusable until somebody calls `recover()`; the idea is POSIX's robust mutex (`EOWNERDEAD`).
 *
 * @example
 * try { lock.acquire(); } catch (error) { if (error instanceof OwnerDiedError) { lock.recover(); repair(); } }
 */
export class OwnerDiedError extends Error {
  override readonly name = 'OwnerDiedError';
}

/**
 * Blocking here could never end: only this very thread could release what it waits for (POSIX's `EDEADLK`).
 *
 * @example
 * lock.acquire();
 * lock.acquire(); // DeadlockError: this thread holds it already; an RLock would let it in
 */
export class DeadlockError extends Error {
  override readonly name = 'DeadlockError';
}

/**
 * Something was released, or waited on, by a thread that does not hold it.
 *
 * @example
 * const lock = new Lock();
 * lock.release(); // NotOwnerError: nobody holds it
 */
export class NotOwnerError extends Error {
  override readonly name = 'NotOwnerError';
}

/**
 * A party of a barrier timed out, was aborted, or somebody called `abort()` or `reset()`; nobody gets through.
 *
 * @example
 * try { barrier.wait({ timeoutMs: 1000 }); } catch (error) { if (error instanceof BrokenBarrierError) startOver(); }
 */
export class BrokenBarrierError extends Error {
  override readonly name = 'BrokenBarrierError';
}

/**
 * Nothing arrived in a queue within `timeoutMs` (Python's `queue.Empty`).
 *
 * @example
 * try { queue.get({ timeoutMs: 50 }); } catch (error) { if (error instanceof QueueEmptyError) doSomethingElse(); }
 */
export class QueueEmptyError extends Error {
  override readonly name = 'QueueEmptyError';
}

/**
 * No place became free in a bounded queue within `timeoutMs` (Python's `queue.Full`).
 *
 * @example
 * try { queue.put(job, { timeoutMs: 50 }); } catch (error) { if (error instanceof QueueFullError) dropIt(job); }
 */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

/**
 * The queue was closed: it takes nothing more and, once drained, gives nothing more (Python's `queue.ShutDown`).
 *
 * @example
 * queue.close();
 * queue.put(1); // QueueClosedError
 */
export class QueueClosedError extends Error {
  override readonly name = 'QueueClosedError';
}

/**
 * The process that serves a queue or a managed object is gone, was closed, or refused the handle's token.
 *
 * @example
 * try { await list.append(1); } catch (error) { if (error instanceof ConnectionLostError) startManagerAgain(); }
 */
export class ConnectionLostError extends Error {
  override readonly name = 'ConnectionLostError';
}
