import { describe, expect, test } from 'vitest';
import { DeadlockError, Lock, NotOwnerError, OwnerDiedError, RLock, TimeoutError } from '../src/index.ts';
import { Gate } from './fixtures/gate.ts';
import { startThread } from './fixtures/start-thread.ts';

describe('the lesson of nested locks', () => {
  // Two functions that lock, one of which calls the other.
  const nested = (lock: Lock | RLock) => lock.withLock(() => lock.tryAcquire({ timeoutMs: 5 }));

  test('with a Lock the inner acquisition can only time out', () => {
    expect(nested(new Lock())).toBe(false);
  });

  test('with an RLock it is granted', () => {
    expect(nested(new RLock())).toBe(true);
  });
});

describe('a thread', () => {
  test('must release as often as it acquired', () => {
    const lock = new RLock();
    lock.acquire().acquire();
    expect(lock.depth).toBe(2);
    lock.release();
    expect(lock.depth).toBe(1);
    lock.release();
    expect(lock.depth).toBe(0);
    expect(() => lock.release()).toThrow(NotOwnerError);
  });

  test('releases on leaving a using scope', () => {
    const lock = new RLock();
    {
      using _outer = lock.acquire();
      using _inner = lock.acquire();
      expect(lock.depth).toBe(2);
    }
    expect(lock.depth).toBe(0);
  });

  test('keeps others out until the last release, then lets them in', async () => {
    const lock = new RLock();
    lock.acquire().acquire();
    await using other = startThread('nestRLock', { lock: lock.handle, die: false });
    lock.release();
    expect(RLock.from(lock.handle).depth).toBe(1);
    lock.release();
    expect(await other.result).toBe(0);
  });

  test('that died while holding it is reported, and recover takes it at depth 1', async () => {
    const lock = new RLock();
    await using other = startThread('nestRLock', { lock: lock.handle, die: true });
    await other.ended;
    expect(() => lock.acquire()).toThrow(OwnerDiedError);
    expect(lock.recover().depth).toBe(1);
    lock.release();
    expect(lock.tryAcquire()).toBe(true);
  });
});

describe('a function that gives back the lock it was run with', () => {
  const ways: [string, (lock: RLock, run: () => void) => unknown][] = [
    ['withLock', (lock, run) => lock.withLock(run)],
    ['withLockAsync', (lock, run) => lock.withLockAsync(run)],
    ['nested withLockAsync', (lock, run) => lock.withLockAsync(() => lock.withLockAsync(run))],
  ];

  test.for(ways)('is told so at its end, and nothing is taken from who holds it by then: %s', async ([, runWith]) => {
    const lock = new RLock();
    const held = new Gate();
    const letGo = new Gate();
    const data = { lock: lock.handle, held: held.words, letGo: letGo.words };
    let other: ReturnType<typeof startThread<'holdRLock'>> | undefined;
    const unbalanced = () => {
      while (lock.depth > 0) lock.release();
      other = startThread('holdRLock', data);
      held.pass();
    };
    await expect(async () => await runWith(lock, unbalanced)).rejects.toThrow(NotOwnerError);
    letGo.open();
    expect(await other?.result).toBe(1);
    expect(await lock.withLockAsync(() => lock.depth)).toBe(1);
  });
});

describe('an asynchronous task', () => {
  test('enters again what it holds, and leaves it free afterwards', async () => {
    const lock = new RLock();
    const depths = await lock.withLockAsync(async () => {
      const inner = await lock.withLockAsync(async () => lock.withLock(() => lock.depth));
      return [inner, lock.depth];
    });
    expect(depths).toEqual([3, 1]);
    expect(lock.depth).toBe(0);
  });

  test('excludes the other tasks of its thread', async () => {
    const lock = new RLock();
    let inside = 0;
    let most = 0;
    const task = () =>
      lock.withLockAsync(() =>
        lock.withLockAsync(async () => {
          most = Math.max(most, ++inside);
          await new Promise(setImmediate);
          inside--;
        }),
      );
    await Promise.all(Array.from({ length: 10 }, task));
    expect(most).toBe(1);
  });

  test('that would block its own thread for another task is refused, and may not release for it', async () => {
    const lock = new RLock();
    const isIn = new Gate();
    const mayEnd = Promise.withResolvers<void>();
    const holder = lock.withLockAsync(() => {
      isIn.open();
      return mayEnd.promise;
    });
    await isIn.opened();
    expect(lock.depth).toBe(0);
    expect(lock.tryAcquire()).toBe(false);
    expect(() => lock.acquire()).toThrow(DeadlockError);
    expect(() => lock.recover()).toThrow(/use withLockAsync/);
    expect(() => lock.release()).toThrow(NotOwnerError);
    await expect(lock.withLockAsync(() => {}, { timeoutMs: 5 })).rejects.toThrow(TimeoutError);
    mayEnd.resolve();
    await holder;
  });

  test('is let in by the thread that holds the lock as a whole', async () => {
    using lock = new RLock().acquire();
    expect(await lock.withLockAsync(() => lock.depth)).toBe(2);
    await expect(lock.withLockAsync(() => 1, { signal: AbortSignal.abort(new Error('off')) })).rejects.toThrow('off');
  });
});
