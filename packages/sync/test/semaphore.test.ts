import { describe, expect, test } from 'vitest';
import { Semaphore, TimeoutError } from '../src/index.ts';
import { startThread } from './fixtures/start-thread.ts';

describe('permits', () => {
  test('are taken one by one and given back', () => {
    const semaphore = new Semaphore(2);
    semaphore.acquire().acquire();
    expect(semaphore.permits).toBe(0);
    expect(semaphore.tryAcquire()).toBe(false);
    semaphore.release(2);
    expect(semaphore.permits).toBe(2);
  });

  test('are given back by using', async () => {
    const semaphore = new Semaphore(1);
    {
      using _ = semaphore.acquire();
      expect(semaphore.permits).toBe(0);
    }
    {
      using _ = await semaphore.acquireAsync();
      expect(semaphore.permits).toBe(0);
    }
    expect(semaphore.permits).toBe(1);
  });

  test('never exceed max: one release too many is refused and changes nothing', () => {
    const semaphore = new Semaphore(1, { max: 1 });
    expect(() => semaphore.release()).toThrow('releasing 1 would make 2 permits of at most 1');
    expect(semaphore.permits).toBe(1);
  });

  test('must be whole numbers that make sense', () => {
    for (const bad of [-1, 1.5, Number.NaN, 2 ** 31]) expect(() => new Semaphore(bad)).toThrow(RangeError);
    expect(() => new Semaphore('1' as never)).toThrow(TypeError);
    expect(() => new Semaphore(2, { max: 1 })).toThrow(/max is 1: expected an integer from 2/);
    expect(() => new Semaphore(0, { max: 0 })).toThrow(RangeError);
    expect(() => new Semaphore(0).release(0)).toThrow(RangeError);
  });
});

describe('waiting', () => {
  test('ends with TimeoutError when no permit comes', async () => {
    const semaphore = new Semaphore(0);
    expect(() => semaphore.acquire({ timeoutMs: 3 })).toThrow(TimeoutError);
    await expect(semaphore.acquireAsync({ timeoutMs: 3 })).rejects.toThrow('no permit was free within 3 ms');
  });

  test('ends for as many waiters as permits were released', async () => {
    const semaphore = new Semaphore(0);
    const waiters = [1, 2, 3].map(() => semaphore.acquireAsync());
    semaphore.release(3);
    await Promise.all(waiters);
    expect(semaphore.permits).toBe(0);
  });

  test('that is aborted leaves its permit to the next waiter', async () => {
    const semaphore = new Semaphore(0);
    const controller = new AbortController();
    const aborted = semaphore.acquireAsync({ signal: controller.signal });
    const next = semaphore.acquireAsync();
    controller.abort(new Error('off'));
    semaphore.release();
    await expect(aborted).rejects.toThrow('off');
    await next;
    expect(semaphore.permits).toBe(0);
  });

  test('at most as many threads as permits are ever inside', async () => {
    const semaphore = new Semaphore(2, { max: 2 });
    const inside = new Int32Array(new SharedArrayBuffer(4));
    const data = { semaphore: semaphore.handle, inside, times: 5_000 };
    const threads = [1, 2, 3].map(() => startThread('crowdSemaphore', data));
    const most = await Promise.all(threads.map((thread) => thread.result));
    expect(Math.max(...most), `expected at most 2 inside, saw ${most}`).toBeLessThanOrEqual(2);
    expect(semaphore.permits).toBe(2);
  });
});
