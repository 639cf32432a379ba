import { describe, expect, test } from 'vitest';
import { Barrier, BrokenBarrierError, TimeoutError } from '../src/index.ts';
import { startThread } from './fixtures/start-thread.ts';

async function untilWaiting(barrier: Barrier, count: number) {
  while (barrier.waiting !== count) await new Promise(setImmediate);
}

describe('a round', () => {
  test('of one party is complete at once', async () => {
    const barrier = new Barrier(1);
    expect([barrier.wait(), await barrier.waitAsync()]).toEqual([0, 0]);
  });

  test('gives every party its own place, and the barrier is ready again', async () => {
    const barrier = new Barrier(3);
    for (let round = 0; round < 3; round++) {
      const order = await Promise.all([barrier.waitAsync(), barrier.waitAsync(), barrier.waitAsync()]);
      expect(order.sort()).toEqual([0, 1, 2]);
      expect(barrier.waiting).toBe(0);
    }
  });

  test('lets no thread ahead of another, for more rounds than its counter has values', async () => {
    const barrier = new Barrier(2);
    const progress = new Int32Array(new SharedArrayBuffer(8));
    const threads = [0, 1].map((me) =>
      startThread('meetAtBarrier', { barrier: barrier.handle, progress, me, rounds: 300 }),
    );
    const seen = await Promise.all(threads.map((thread) => thread.result));
    expect(seen.map(({ ahead }) => ahead)).toEqual([0, 0]);
    expect(seen.reduce((total, { first }) => total + first, 0)).toBe(300);
  });
});

describe('a broken barrier', () => {
  test('turns away who waits and who comes later, until reset', async () => {
    const barrier = new Barrier(3);
    const here = barrier.waitAsync();
    await using thread = startThread('waitAtBarrier', { barrier: barrier.handle });
    await untilWaiting(barrier, 2);
    barrier.abort();
    await expect(here).rejects.toThrow(BrokenBarrierError);
    expect(await thread.result).toBe('BrokenBarrierError');
    expect(() => barrier.wait()).toThrow('call reset()');
    expect([barrier.isBroken, barrier.waiting]).toEqual([true, 0]);
    barrier.reset();
    expect(barrier.isBroken).toBe(false);
    const order = await Promise.all([barrier.waitAsync(), barrier.waitAsync(), barrier.waitAsync()]);
    expect(order.sort()).toEqual([0, 1, 2]);
  });

  test('is what a timeout leaves', async () => {
    const barrier = new Barrier(3);
    const other = barrier.waitAsync();
    expect(() => barrier.wait({ timeoutMs: 3 })).toThrow(TimeoutError);
    await expect(other).rejects.toThrow(BrokenBarrierError);
    await expect(barrier.waitAsync({ timeoutMs: 3 })).rejects.toThrow(BrokenBarrierError);
  });

  test('is what an abort leaves', async () => {
    const barrier = new Barrier(2);
    const controller = new AbortController();
    const waiting = barrier.waitAsync({ signal: controller.signal });
    controller.abort(new Error('off'));
    await expect(waiting).rejects.toThrow('off');
    expect(barrier.isBroken).toBe(true);
  });

  test('is what reset leaves to who waits, not to who comes after', async () => {
    const barrier = new Barrier(2);
    const early = barrier.waitAsync();
    barrier.reset();
    const [first, second] = [barrier.waitAsync(), barrier.waitAsync()];
    const [third, fourth] = [barrier.waitAsync(), barrier.waitAsync()];
    await expect(early).rejects.toThrow(BrokenBarrierError);
    expect((await Promise.all([third, fourth])).sort()).toEqual([0, 1]);
    expect((await Promise.all([first, second])).sort()).toEqual([0, 1]);
  });
});

test('the number of parties is a whole number from 1', () => {
  expect(new Barrier(5).parties).toBe(5);
  for (const bad of [0, -1, 1.5, 1024]) expect(() => new Barrier(bad)).toThrow(RangeError);
  expect(() => new Barrier('2' as never)).toThrow(TypeError);
});
