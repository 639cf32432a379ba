import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ManagedLock, NotOwnerError, OwnerDiedError, TimeoutError } from '../src/index.ts';
import { serveLock } from '../src/manager/lock.ts';
import type { Call } from '../src/rpc/server.ts';
import { startChild } from './fixtures/start-child.ts';
import { startManager } from './fixtures/start-manager.ts';
import { startThread } from './fixtures/start-thread.ts';

describe('a lock', () => {
  test('makes a read and a write one step, between processes and threads', async () => {
    const manager = await startManager();
    const value = manager.value(0);
    const data = { lock: manager.lock().handle, value: value.handle, times: 50 };
    const others = [startChild('countUp', data), startThread('countUp', data)];
    const lock = ManagedLock.from(data.lock);
    for (let i = 0; i < 50; i++) await lock.withLockAsync(async () => value.set((await value.get()) + 1));
    await Promise.all(others.map((other) => other.ended));
    expect(await value.get()).toBe(150);
  });

  test('waits in the order of asking, times out, and can be called off', async () => {
    const lock = (await startManager()).lock();
    await lock.acquireAsync();
    await expect(lock.acquireAsync({ timeoutMs: 3 })).rejects.toThrow(TimeoutError);
    await expect(lock.acquireAsync({ timeoutMs: -3 })).rejects.toThrow(RangeError);
    const controller = new AbortController();
    const calledOff = lock.acquireAsync({ signal: controller.signal });
    const order: number[] = [];
    const next = [1, 2].map((i) => lock.withLockAsync(() => order.push(i), { timeoutMs: 60_000 }));
    controller.abort(new Error('off'));
    await expect(calledOff).rejects.toThrow('off');
    await expect(lock.acquireAsync({ signal: controller.signal })).rejects.toThrow('off');
    await lock.releaseAsync();
    await Promise.all(next);
    expect(order).toEqual([1, 2]);
  });

  test('is released only by who holds it', async () => {
    const lock = (await startManager()).lock();
    await expect(lock.releaseAsync()).rejects.toThrow(NotOwnerError);
    await using child = startChild('holdManagedLock', { lock: lock.handle });
    expect(await child.said()).toBe('held');
    await expect(lock.releaseAsync()).rejects.toThrow('another client holds it');
  });

  test('whose owner is killed is reported to every waiter and whoever comes later, until it is recovered', async () => {
    const lock = (await startManager()).lock();
    await using child = startChild('holdManagedLock', { lock: lock.handle });
    expect(await child.said()).toBe('held');
    const waiting = [lock.acquireAsync(), lock.acquireAsync()];
    const outcomes = Promise.allSettled(waiting);
    await child[Symbol.asyncDispose]();
    for (const outcome of await outcomes) {
      expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(OwnerDiedError);
    }
    await expect(lock.acquireAsync()).rejects.toThrow(OwnerDiedError);
    await lock.recoverAsync();
    await lock.releaseAsync();
    await lock.withLockAsync(() => {});
  });

  test('whose owner is killed goes to the first who waits to recover it, and the next one waits on', async () => {
    const lock = (await startManager()).lock();
    await using child = startChild('holdManagedLock', { lock: lock.handle });
    expect(await child.said()).toBe('held');
    const acquiring = lock.acquireAsync();
    const order: number[] = [];
    const recovering = [1, 2].map((i) => lock.recoverAsync().then(() => order.push(i)));
    const outcomes = Promise.allSettled([acquiring]);
    // The manager reads calls in order: once this is answered, the others wait.
    await expect(lock.releaseAsync()).rejects.toThrow(NotOwnerError);
    await child[Symbol.asyncDispose]();
    expect(await outcomes).toMatchObject([{ reason: { name: 'OwnerDiedError' } }]);
    await recovering[0];
    expect(order).toEqual([1]);
    await lock.releaseAsync();
    await recovering[1];
    await lock.releaseAsync();
    await lock.withLockAsync(() => {});
  });

  test('is waited for as long as asked, and no shorter, however long that is', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { acquire } = serveLock().methods as { acquire: (call: Call, ...args: unknown[]) => Promise<void> };
    const call = { client: { isAlive: true }, signal: new AbortController().signal };
    await acquire(call, false);
    const days = 24 * 60 * 60 * 1_000;
    const over: string[] = [];
    acquire(call, false, 60 * days).catch((error: Error) => over.push(error.message));
    acquire(call, false, Number.POSITIVE_INFINITY).catch((error: Error) => over.push(error.message));
    await vi.advanceTimersByTimeAsync(60 * days - 1);
    expect(over).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(over).toEqual([`the lock was not free within ${60 * days} ms`]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
