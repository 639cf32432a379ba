import { describe, expect, test } from 'vitest';
import { CancelledError, Future } from '../src/index.ts';
import * as tasks from './fixtures/tasks.ts';
import { ALL, E } from './support/executors.ts';
import { makeGate } from './support/gate.ts';

describe.each(ALL)('an executor over $name', ({ open }) => {
  test('submit returns a future with the result of the call', async () => {
    const future = open({ maxWorkers: 2 }).submit(tasks.add, 2, 3);
    expect(future).toBeInstanceOf(Future);
    expect(future.done()).toBe(false);
    expect(await future).toBe(5);
    expect(future.done()).toBe(true);
  });

  test('submit waits for a task that is asynchronous', async () => {
    expect(await open().submit(tasks.echoLater, 'late')).toBe('late');
  });

  test('submit and map refuse what is not a function', () => {
    const pool = open();
    expect(() => pool.submit('square' as never)).toThrow(/expected a function to call, got string/);
    expect(() => pool.submit({}, null as never)).toThrow(/got null/);
    expect(() => pool.map(undefined as never, [1])).toThrow(TypeError);
  });

  test.each([0, -1])('maxWorkers of %d is refused', (maxWorkers) => {
    expect(() => open({ maxWorkers })).toThrow(RangeError);
  });

  test.each([1.5, '2', Number.NaN])('maxWorkers of %o is refused', (maxWorkers) => {
    expect(() => open({ maxWorkers: maxWorkers as number })).toThrow(TypeError);
  });

  test.each([null, undefined, 0, '', false])('throwing %o still rejects', async (falsy) => {
    const pool = open({ maxWorkers: 1 });
    const future = pool.submit(tasks.raise, falsy);
    const outcome = await future.result().then(
      () => 'resolved',
      (error) => ({ error }),
    );
    expect(outcome).toEqual({ error: falsy });
    expect(future.failed()).toBe(true);
    await expect(Array.fromAsync(pool.map(tasks.raise, [falsy]))).rejects.toBe(falsy);
  });

  test('a cancelled future never runs', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 1 });
    const running = pool.submit(tasks.passGate, gate.path, 'first');
    const pending = pool.submit(tasks.passGate, gate.path, 'never');
    await gate.reached(1);
    expect(running.running()).toBe(true);
    expect(running.cancel()).toBe(false);
    expect(pending.cancel()).toBe(true);
    gate.open();
    expect(await running).toBe('first');
    expect(await pool.submit(tasks.square, 3)).toBe(9);
    expect(gate.arrived()).toEqual(['first']);
    await expect(pending).rejects.toThrow(CancelledError);
  });

  test('as many calls run at the same time as there are workers, and no more', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 2 });
    const names = ['a', 'b', 'c', 'd'];
    const futures = names.map((name) => pool.submit(tasks.passGate, gate.path, name));
    expect(await gate.reached(2)).toHaveLength(2);
    // A third would have been started by the same turn that started the second.
    expect(futures.filter((future) => future.running())).toHaveLength(2);
    gate.open();
    expect(await Promise.all(futures)).toEqual(names);
  });

  test('an aborted signal cancels before the call starts', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 1 });
    const abort = new AbortController();
    const blocker = pool.submit(tasks.passGate, gate.path, 'blocker');
    await gate.reached(1);
    const future = pool.submit({ signal: abort.signal }, tasks.passGate, gate.path, 'aborted');
    abort.abort('enough');
    await expect(future).rejects.toMatchObject({ name: 'CancelledError', cause: 'enough' });
    await expect(future.exception()).rejects.toBeInstanceOf(CancelledError);
    expect(future.cancelled()).toBe(true);
    gate.open();
    await blocker;
    expect(gate.arrived()).toEqual(['blocker']);
  });

  test('a signal that is aborted already cancels at once, and a submit after it goes on', async () => {
    const pool = open();
    const future = pool.submit({ signal: AbortSignal.abort('before') }, tasks.square, 2);
    expect(future.cancelled()).toBe(true);
    expect(await pool.submit(tasks.square, 2)).toBe(4);
  });

  test('an abort settles a call that is running', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 1 });
    const abort = new AbortController();
    const future = pool.submit({ signal: abort.signal }, tasks.passGate, gate.path, 'running');
    await gate.reached(1);
    abort.abort('stop');
    await expect(future).rejects.toMatchObject({ name: 'CancelledError', cause: 'stop' });
    gate.open();
    expect(await pool.submit(tasks.square, 5)).toBe(25);
  });

  test('a signal that outlives its calls keeps no listener', async () => {
    const pool = open({ maxWorkers: 2 });
    const { signal } = new AbortController();
    const counts: number[] = [];
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners += 1;
      counts.push(listeners);
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners -= 1;
      remove(...args);
    };
    await Promise.all([1, 2, 3].map((n) => pool.submit({ signal }, tasks.square, n)));
    expect(await Array.fromAsync(pool.map(tasks.square, [1, 2, 3, 4], { signal }))).toEqual([1, 4, 9, 16]);
    expect(Math.max(...counts)).toBe(1);
    expect(listeners).toBe(0);
  });
});

describe('the event-loop executor', () => {
  test('runs closures, and not before submit has returned', async () => {
    const seen: string[] = [];
    const future = E.open().submit((name: string) => seen.push(name), 'closure');
    seen.push('submitted');
    await future;
    expect(seen).toEqual(['submitted', 'closure']);
  });

  test('reports nested submits that would starve, instead of hanging', async () => {
    const pool = E.open({ maxWorkers: 2 });
    const nest = async (): Promise<string> => {
      await Promise.resolve();
      return await pool.submit(() => 'inner');
    };
    const outcomes = await Promise.allSettled([pool.submit(nest), pool.submit(nest)]);
    const errors = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors[0]).toMatchObject({
      name: 'InvalidStateError',
      message: expect.stringContaining('all 2 running calls wait'),
    });
  });

  test('reports every nested submit that would starve, when one call waits for several', async () => {
    const pool = E.open({ maxWorkers: 1 });
    const nested = pool.submit(() => Promise.allSettled([1, 2, 3].map((n) => pool.submit(() => n))));
    expect((await nested).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  test('a nested submit that is only followed in the background runs when its turn comes', async () => {
    const pool = E.open({ maxWorkers: 1 });
    const seen: unknown[] = [];
    const outer = await pool.submit(() => {
      const inner = pool.submit(() => 'inner ran');
      inner.then((value) => seen.push(value));
      return 'outer does not wait';
    });
    expect(outer).toBe('outer does not wait');
    await pool.shutdown();
    expect(seen).toEqual(['inner ran']);
  });

  test('lets nested submits through while a worker is free', async () => {
    const pool = E.open({ maxWorkers: 2 });
    expect(await pool.submit(async () => await pool.submit(() => 'inner'))).toBe('inner');
  });
});
