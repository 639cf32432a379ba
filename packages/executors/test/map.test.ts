import { describe, expect, test, vi } from 'vitest';
import { TimeoutError } from '../src/index.ts';
import * as tasks from './fixtures/tasks.ts';
import { ALL } from './support/executors.ts';
import { makeGate } from './support/gate.ts';

/** 0, 1, 2 … for ever; tells how many were read, and whether it was closed. */
function counting(): Iterable<number> & { read: number; closed: boolean } {
  const source = {
    read: 0,
    closed: false,
    [Symbol.iterator]: (): Iterator<number> => ({
      next: () => ({ value: source.read++, done: false }),
      return: () => {
        source.closed = true;
        return { value: undefined, done: true };
      },
    }),
  };
  return source;
}

describe.each(ALL)('map over $name', ({ open }) => {
  test.each([{}, { chunkSize: 1 }, { chunkSize: 3 }, { chunkSize: 100 }, { bufferSize: 2 }])(
    'gives the values of a plain map in the order of the inputs, with %o',
    async (options) => {
      const inputs = Array.from({ length: 25 }, (_, n) => n);
      const results = await Array.fromAsync(open({ maxWorkers: 2 }).map(tasks.square, inputs, options));
      expect(results).toEqual(inputs.map((n) => n * n));
    },
  );

  test('takes one item of each iterable, until the shortest ends', async () => {
    const pool = open();
    expect(await Array.fromAsync(pool.map(tasks.add, [1, 2, 3], new Set([10, 20])))).toEqual([11, 22]);
    expect(await Array.fromAsync(pool.map(tasks.add, counting(), [5, 6], { bufferSize: 4 }))).toEqual([5, 7]);
    expect(await Array.fromAsync(pool.map(tasks.square, []))).toEqual([]);
    expect(await Array.fromAsync(pool.map(tasks.square, [], { bufferSize: 3 }))).toEqual([]);
  });

  test('raises at the failing position, then continues', async () => {
    const results = open({ maxWorkers: 2 }).map(tasks.failIfOdd, [0, 1, 2]);
    expect(await results.next()).toEqual({ value: 0, done: false });
    await expect(results.next()).rejects.toThrow('1 is odd');
    expect(await results.next()).toEqual({ value: 2, done: false });
    expect(await results.next()).toEqual({ value: undefined, done: true });
  });

  test("a task's own TimeoutError is the item's error, not the map's", async () => {
    const results = open().map(tasks.raiseTimeout, [1, 2], { timeoutMs: 60_000 });
    await expect(results.next()).rejects.toThrow('my own');
    await expect(results.next()).rejects.toThrow('my own');
    expect((await results.next()).done).toBe(true);
  });

  test('the deadline delivers what was ready, cancels the rest, and stays passed', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 1 });
    const ready = pool.map(tasks.square, [2], { timeoutMs: 0 });
    await pool.submit(tasks.square, 1);
    expect(await ready.next()).toEqual({ value: 4, done: false });

    const results = pool.map(tasks.passGate, [gate.path, gate.path], ['first', 'second'], { timeoutMs: 1 });
    await expect(results.next()).rejects.toThrow(TimeoutError);
    expect((await results.next()).done).toBe(true);
    gate.open();
    await pool.submit(tasks.square, 1);
    expect(gate.arrived()).not.toContain('second');
  });

  test('the deadline counts from the call of map, not from the first next', async () => {
    const gate = makeGate();
    const results = open().map(tasks.passGate, [gate.path], ['late'], { timeoutMs: 1e9 });
    await gate.reached(1);
    const later = performance.now() + 1e9;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => later);
    // Counted from here, the deadline would be days away.
    const outcome = results.next();
    clock.mockRestore();
    await expect(outcome).rejects.toThrow(TimeoutError);
    gate.open();
  });

  test('starts before it is iterated', async () => {
    const gate = makeGate();
    const results = open().map(tasks.passGate, [gate.path], ['early']);
    await gate.reached(1);
    gate.open();
    expect(await Array.fromAsync(results)).toEqual(['early']);
  });

  test('closing ends it for good, cancels what has not started, and closes the inputs', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 1 });
    const inputs = counting();
    const results = pool.map(tasks.passGate, Array<string>(9).fill(gate.path), inputs, { bufferSize: 3 });
    await gate.reached(1);
    const waiting = results.next();
    expect((await results.return()).done).toBe(true);
    gate.open();
    expect((await results.next()).done).toBe(true);
    expect((await waiting).done).toBe(true);
    await pool.submit(tasks.square, 1);
    expect(gate.arrived()).toEqual(['0']);
    expect(inputs.closed).toBe(true);
  });

  test('disposing is closing', async () => {
    const inputs = counting();
    const results = open().map(tasks.square, inputs, { bufferSize: 2 });
    await results[Symbol.asyncDispose]();
    expect(inputs.closed).toBe(true);
    expect((await results.next()).done).toBe(true);
  });

  test('bufferSize reads exactly that many inputs ahead', async () => {
    const inputs = counting();
    const results = open().map(tasks.square, inputs, { bufferSize: 4 });
    expect(inputs.read).toBe(4);
    for (let n = 0; n < 10; n += 1) {
      expect(await results.next()).toEqual({ value: n * n, done: false });
      expect(inputs.read).toBe(4 + n + 1);
    }
    await results.return();
  });

  test.each([
    ['bufferSize', 1.5, TypeError],
    ['bufferSize', '3', TypeError],
    ['bufferSize', 0, RangeError],
    ['bufferSize', -1, RangeError],
    ['chunkSize', 0, RangeError],
    ['chunkSize', 0.5, TypeError],
    ['timeoutMs', -1, RangeError],
    ['timeoutMs', Number.NaN, RangeError],
    ['timeoutMs', '5', TypeError],
  ])('%s of %o is refused', (option, value, error) => {
    expect(() => open().map(tasks.square, [1], { [option]: value })).toThrow(error);
  });

  test('refuses what is not iterable', () => {
    const pool = open();
    expect(() => (pool.map as (fn: unknown) => void).call(pool, tasks.square)).toThrow(/no iterable/);
    expect(() => pool.map(tasks.add, 5 as never, [1])).toThrow(/number as iterable 1/);
    expect(() => pool.map(tasks.add, [1], 5 as never)).toThrow(/number as iterable 2: .*a constant as an array of it/);
  });

  test('an input that throws reaches the caller and closes the other inputs', async () => {
    const pool = open();
    const other = counting();
    function* failing(): Generator<number> {
      yield 1;
      yield 2;
      throw new Error('no more');
    }
    expect(() => pool.map(tasks.add, other, failing())).toThrow('no more');
    expect(other.closed).toBe(true);
    const results = pool.map(tasks.square, failing(), { bufferSize: 2 });
    await expect(results.next()).rejects.toThrow('no more');
    expect((await results.next()).done).toBe(true);
  });

  test('next may be called ahead of the results', async () => {
    const results = open({ maxWorkers: 2 }).map(tasks.square, [1, 2, 3]);
    const all = await Promise.all([results.next(), results.next(), results.next(), results.next()]);
    expect(all.map(({ value }) => value)).toEqual([1, 4, 9, undefined]);
  });

  test('an abort ends it, what waits and what runs alike', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 1 });
    const abort = new AbortController();
    const names = ['a', 'b', 'c'];
    const { signal } = abort;
    const results = pool.map(
      tasks.passGate,
      names.map(() => gate.path),
      names,
      { signal },
    );
    await gate.reached(1);
    abort.abort('over');
    await expect(results.next()).rejects.toMatchObject({ name: 'CancelledError', cause: 'over' });
    expect((await results.next()).done).toBe(true);
    gate.open();
    expect(await pool.submit(tasks.square, 3)).toBe(9);
    expect(gate.arrived()).toEqual(['a']);
  });

  test('reading on after shutdown is refused when it needs a new call', async () => {
    const pool = open();
    const results = pool.map(tasks.square, counting(), { bufferSize: 1 });
    await pool.shutdown();
    await expect(results.next()).rejects.toThrow(/shut down/);
    expect((await results.next()).done).toBe(true);
  });
});
