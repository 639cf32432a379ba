import { describe, expect, onTestFinished, test } from 'vitest';
import { DeadlockError, Lock, NotOwnerError, OwnerDiedError, RLock, Semaphore, TimeoutError } from '../src/index.ts';
import { Gate } from './fixtures/gate.ts';
import { startThread } from './fixtures/start-thread.ts';

/** A lock that another thread holds until `letGo` opens. */
async function heldElsewhere(release = true) {
  const lock = new Lock();
  const held = new Gate();
  const letGo = new Gate();
  const thread = startThread('holdLock', { lock: lock.handle, held: held.words, letGo: letGo.words, release });
  await held.opened();
  return { lock, letGo, thread, [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose]() };
}

describe('ownership', () => {
  test('a free lock is taken, held and given back', () => {
    const lock = new Lock();
    expect(lock.isHeld).toBe(false);
    expect(lock.acquire()).toBe(lock);
    expect([lock.isHeld, lock.isHeldByThisThread]).toEqual([true, true]);
    lock.release();
    expect([lock.isHeld, lock.isHeldByThisThread]).toEqual([false, false]);
  });

  test('using releases, also when the block throws', () => {
    const lock = new Lock();
    expect(() => {
      using _ = lock.acquire();
      throw new Error('inside');
    }).toThrow('inside');
    expect(lock.isHeld).toBe(false);
  });

  test('withLock and withLockAsync give the result and release, also when the function throws', async () => {
    const lock = new Lock();
    expect(lock.withLock(() => lock.isHeldByThisThread)).toBe(true);
    expect(() => lock.withLock(() => JSON.parse('{'))).toThrow(SyntaxError);
    expect(await lock.withLockAsync(async () => lock.isHeldByThisThread)).toBe(true);
    await expect(lock.withLockAsync(() => Promise.reject(new RangeError('inside')))).rejects.toThrow(RangeError);
    expect(lock.isHeld).toBe(false);
  });

  test('releasing a lock that nobody holds is refused', () => {
    expect(() => new Lock().release()).toThrow(NotOwnerError);
    expect(() => new Lock().release()).toThrow(/nobody holds it/);
  });

  test("releasing another thread's lock is refused and leaves it held", async () => {
    await using other = await heldElsewhere();
    expect(() => other.lock.release()).toThrow(new RegExp(`thread ${other.thread.worker.threadId} holds it`));
    expect([other.lock.isHeld, other.lock.isHeldByThisThread]).toEqual([true, false]);
  });

  test('a handle of something else is refused with what was given', () => {
    const strip = (handle: unknown) => () => Lock.from(handle as never);
    expect(strip(undefined)).toThrow(TypeError);
    expect(strip({ type: 'Semaphore', words: new Lock().handle.words })).toThrow(/handle of type "Semaphore"/);
    expect(strip(JSON.parse(JSON.stringify(new Lock().handle)))).toThrow(/processes share no memory/);
    expect(strip({ words: 1 })).toThrow(/keys \[words\]/);
  });
});

describe('waiting', () => {
  test('a lock held elsewhere is not taken: tryAcquire says false, acquire times out', async () => {
    await using other = await heldElsewhere();
    expect(other.lock.tryAcquire()).toBe(false);
    expect(other.lock.tryAcquire({ timeoutMs: 5 })).toBe(false);
    expect(() => other.lock.acquire({ timeoutMs: 5 })).toThrow(TimeoutError);
    await expect(other.lock.acquireAsync({ timeoutMs: 5 })).rejects.toThrow(/not free within 5 ms/);
    expect(() => other.lock.recover({ timeoutMs: 5 })).toThrow(TimeoutError);
    await expect(other.lock.recoverAsync({ timeoutMs: 5 })).rejects.toThrow(TimeoutError);
  });

  test('tryAcquire that is told no time waits for none, be it a Lock, an RLock or a Semaphore', async () => {
    using lock = new Lock().acquire();
    using rlock = new RLock().acquire();
    const semaphore = new Semaphore(0);
    const data = { lock: lock.handle, rlock: rlock.handle, semaphore: semaphore.handle };
    const other = startThread('tryWithoutTime', data);
    onTestFinished(() => other[Symbol.asyncDispose]());
    expect(await other.result).toEqual(Array.from({ length: 3 }, () => [false, false, false]));
  });

  test('a blocked acquire ends when the owner releases', async () => {
    await using other = await heldElsewhere();
    other.letGo.open();
    expect(other.lock.acquire().isHeldByThisThread).toBe(true);
  });

  test('an asynchronous acquire ends when the owner releases, and the loop runs meanwhile', async () => {
    await using other = await heldElsewhere();
    const acquired = other.lock.acquireAsync();
    const first = await Promise.race([acquired, new Promise((resolve) => setImmediate(resolve, 'the loop turned'))]);
    expect(first).toBe('the loop turned');
    other.letGo.open();
    expect((await acquired).isHeldByThisThread).toBe(true);
  });

  test('asynchronous tasks of one thread exclude each other', async () => {
    const lock = new Lock();
    let inside = 0;
    let most = 0;
    const task = () =>
      lock.withLockAsync(async () => {
        most = Math.max(most, ++inside);
        await new Promise(setImmediate);
        inside--;
      });
    await Promise.all(Array.from({ length: 20 }, task));
    expect(most).toBe(1);
  });

  test('an abort ends the wait with its reason, and the lock is not taken', async () => {
    await using other = await heldElsewhere();
    const controller = new AbortController();
    const acquired = other.lock.acquireAsync({ signal: controller.signal });
    controller.abort(new Error('no longer wanted'));
    await expect(acquired).rejects.toThrow('no longer wanted');
    await expect(other.lock.acquireAsync({ signal: controller.signal })).rejects.toThrow('no longer wanted');
    other.letGo.open();
    await other.thread.ended;
    expect(other.lock.isHeld).toBe(false);
  });

  test('an aborted waiter does not swallow the wake-up of the next one', async () => {
    await using other = await heldElsewhere();
    const controller = new AbortController();
    const aborted = other.lock.acquireAsync({ signal: controller.signal });
    const next = other.lock.acquireAsync();
    other.letGo.open();
    controller.abort(new Error('gone'));
    await Promise.allSettled([aborted.then((lock) => lock.release())]);
    expect((await next).isHeldByThisThread).toBe(true);
  });

  test('a waiter alone keeps its event loop alive until it has the lock', async () => {
    const lock = new Lock().acquire();
    const waiting = new Gate();
    await using thread = startThread('acquireOnLoop', { lock: lock.handle, waiting: waiting.words });
    await waiting.opened();
    lock.release();
    expect(await thread.result).toBe('acquired');
  });

  test('nonsense as timeoutMs is refused', async () => {
    const lock = new Lock().acquire();
    expect(() => lock.acquire({ timeoutMs: -1 })).toThrow(RangeError);
    expect(() => lock.acquire({ timeoutMs: Number.NaN })).toThrow(/timeoutMs is NaN/);
    expect(() => lock.tryAcquire({ timeoutMs: '5' as never })).toThrow(TypeError);
    await expect(lock.acquireAsync({ timeoutMs: -1 })).rejects.toThrow(RangeError);
  });
});

describe('deadlock', () => {
  test('nested acquisition of a Lock is never granted', async () => {
    const lock = new Lock().acquire();
    expect(lock.tryAcquire({ timeoutMs: 5 })).toBe(false);
    await expect(lock.acquireAsync({ timeoutMs: 5 })).rejects.toThrow(TimeoutError);
  });

  test('a blocking acquire that could never end is refused instead of hanging', () => {
    const lock = new Lock().acquire();
    expect(() => lock.acquire()).toThrow(DeadlockError);
    expect(() => lock.recover()).toThrow(/wait for itself for ever/);
    lock.release();
  });
});

describe('contention', () => {
  test('no thread enters while another is inside, and no deposit is lost', async () => {
    const lock = new Lock();
    const inside = new Int32Array(new SharedArrayBuffer(4));
    const threads = [1, 2, 3].map(() => startThread('countIntrusions', { lock: lock.handle, inside, times: 20_000 }));
    expect(await Promise.all(threads.map((thread) => thread.result))).toEqual([0, 0, 0]);
    expect(lock.isHeld).toBe(false);
  });

  test('a thread that takes and gives without a pause does not starve the others', async () => {
    const lock = new Lock();
    const started = new Gate();
    const stop = new Gate();
    await using hog = startThread('hogLock', { lock: lock.handle, started: started.words, stop: stop.words });
    await started.opened();
    for (let i = 0; i < 20; i++) lock.withLock(() => {});
    for (let i = 0; i < 20; i++) await lock.withLockAsync(() => {});
    stop.open();
    expect(await hog.ended).toBe(0);
  });
});

describe('an owner that died', () => {
  test.for(['return', 'exit', 'throw'] as const)('by %s is reported to whoever asks next', async (how) => {
    const lock = new Lock();
    await using thread = startThread('dieHolding', { lock: lock.handle, how });
    await thread.ended;
    expect(() => lock.acquire()).toThrow(OwnerDiedError);
    await expect(lock.acquireAsync()).rejects.toThrow(/half-written: call recover/);
    expect(() => lock.tryAcquire()).toThrow(OwnerDiedError);
    expect(lock.isHeldByThisThread).toBe(false);
  });

  test('by terminate is reported to every waiter, blocked or not', async () => {
    await using other = await heldElsewhere(false);
    const waiting = new Gate();
    await using blocked = startThread('acquireOnLoop', { lock: other.lock.handle, waiting: waiting.words });
    await waiting.opened();
    const here = other.lock.acquireAsync();
    here.catch(() => {});
    await other.thread.worker.terminate();
    await expect(here).rejects.toThrow(OwnerDiedError);
    await expect(blocked.result).rejects.toThrow(/half-written/);
  });

  test('is noticed by a thread that blocks, without any event loop turning', async () => {
    await using other = await heldElsewhere(false);
    const dead = other.thread.worker.terminate();
    expect(() => other.lock.acquire()).toThrow(OwnerDiedError);
    await dead;
  });

  test('is reported to a poll that does not wait', async () => {
    await using other = await heldElsewhere(false);
    await other.thread.worker.terminate();
    expect([other.lock.isOrphaned, other.lock.isHeld]).toEqual([true, true]);
    expect(() => other.lock.tryAcquire()).toThrow(OwnerDiedError);
    expect(other.lock.isOrphaned).toBe(true);
  });

  test('leaves a lock that recover takes and release makes whole', async () => {
    await using other = await heldElsewhere(false);
    await other.thread.worker.terminate();
    expect(() => other.lock.acquire()).toThrow(OwnerDiedError);
    expect(other.lock.recover().isHeldByThisThread).toBe(true);
    other.lock.release();
    expect(other.lock.tryAcquire()).toBe(true);
  });

  test('leaves a lock that recoverAsync takes before anybody else has noticed', async () => {
    await using other = await heldElsewhere(false);
    await other.thread.worker.terminate();
    expect((await other.lock.recoverAsync()).isHeldByThisThread).toBe(true);
    other.lock.release();
  });
});
