import { describe, expect, test } from 'vitest';
import { Condition, Lock, NotOwnerError, OwnerDiedError, TimeoutError } from '../src/index.ts';
import { startThread } from './fixtures/start-thread.ts';

const word = () => new Int32Array(new SharedArrayBuffer(4));

/** Waits until this many threads have counted themselves in; they do so holding the lock, so then they sleep. */
async function untilWaiting(condition: Condition, waiting: Int32Array, count: number) {
  while (!(await condition.lock.withLockAsync(() => Atomics.load(waiting, 0) === count))) {
    await new Promise(setImmediate);
  }
}

describe('the lock', () => {
  test('is needed to wait and to notify', async () => {
    const condition = new Condition();
    expect(() => condition.wait()).toThrow(NotOwnerError);
    expect(() => condition.notify()).toThrow('a condition was notified without its lock');
    await expect(condition.waitAsync()).rejects.toThrow('waited for without its lock');
  });

  test('is free while waiting and held again afterwards', async () => {
    const lock = new Lock();
    const condition = new Condition(lock);
    const waiter = lock.withLockAsync(async () => {
      await condition.waitAsync();
      return lock.isHeldByThisThread;
    });
    await lock.withLockAsync(() => condition.notify());
    expect(await waiter).toBe(true);
  });

  test('is held again after a timeout and after an abort', async () => {
    const condition = new Condition();
    using _ = condition.lock.acquire();
    expect(() => condition.wait({ timeoutMs: 3 })).toThrow(TimeoutError);
    expect(condition.lock.isHeldByThisThread).toBe(true);
    await expect(condition.waitAsync({ timeoutMs: 3 })).rejects.toThrow('not notified within 3 ms');
    expect(condition.lock.isHeldByThisThread).toBe(true);
    const controller = new AbortController();
    const waiting = condition.waitAsync({ signal: controller.signal });
    controller.abort(new Error('off'));
    await expect(waiting).rejects.toThrow('off');
    await expect(condition.waitAsync({ signal: controller.signal })).rejects.toThrow('off');
    expect(condition.lock.isHeldByThisThread).toBe(true);
  });
});

describe('waitFor', () => {
  test('does not wait for what is already so, and shares one timeout over all its waits', async () => {
    const condition = new Condition();
    using _ = condition.lock.acquire();
    condition.waitFor(() => true);
    await condition.waitForAsync(() => true);
    expect(() => condition.waitFor(() => false, { timeoutMs: 3 })).toThrow(TimeoutError);
    await expect(condition.waitForAsync(() => false, { timeoutMs: 3 })).rejects.toThrow(TimeoutError);
  });

  test('hands each unit of stock to exactly one of the threads that wait for it', async () => {
    const condition = new Condition();
    const data = { condition: condition.handle, stock: word(), waiting: word() };
    const threads = [1, 2].map(() => startThread('takeStock', data));
    const here = condition.lock.withLockAsync(async () => {
      Atomics.add(data.waiting, 0, 1);
      await condition.waitForAsync(() => (data.stock[0] as number) > 0);
      data.stock[0] = (data.stock[0] as number) - 1;
    });
    await untilWaiting(condition, data.waiting, 3);
    for (let unit = 0; unit < 3; unit++) {
      await condition.lock.withLockAsync(() => {
        data.stock[0] = (data.stock[0] as number) + 1;
        condition.notify();
      });
    }
    await here;
    expect(await Promise.all(threads.map((thread) => thread.result))).toEqual(['took', 'took']);
    expect(data.stock[0]).toBe(0);
  });

  test('of everybody ends when notifyAll follows enough stock', async () => {
    const condition = new Condition();
    const data = { condition: condition.handle, stock: word(), waiting: word() };
    const threads = [1, 2, 3].map(() => startThread('takeStock', data));
    await untilWaiting(condition, data.waiting, 3);
    condition.lock.withLock(() => {
      data.stock[0] = 3;
      condition.notifyAll();
    });
    expect(await Promise.all(threads.map((thread) => thread.result))).toEqual(['took', 'took', 'took']);
  });
});

describe('an owner that died', () => {
  test('ends a wait that nobody can notify any more, with OwnerDiedError and the lock in hand', async () => {
    const condition = new Condition();
    const waiting = word();
    await using blocked = startThread('waitOnce', { condition: condition.handle, waiting });
    await untilWaiting(condition, waiting, 1);
    await using dying = startThread('dieHolding', { lock: condition.lock.handle, how: 'return' });
    await dying.ended;
    expect(await blocked.result).toBe('OwnerDiedError, holds the lock: true');
  });

  test('is reported to an asynchronous wait in the same way', async () => {
    const condition = new Condition();
    await condition.lock.acquireAsync();
    const waiting = condition.waitAsync();
    await using dying = startThread('dieHolding', { lock: condition.lock.handle, how: 'return' });
    await dying.ended;
    await expect(waiting).rejects.toThrow(OwnerDiedError);
    expect(condition.lock.isHeldByThisThread).toBe(true);
  });
});
