import { describe, expect, test } from 'vitest';
import {
  BrokenExecutorError,
  CancelledError,
  TaskNotFoundError,
  TaskNotSerializableError,
  type ThreadPoolExecutor,
  task,
  transfer,
} from '../src/index.ts';
import * as crashes from './fixtures/crashes.ts';
import * as tasks from './fixtures/tasks.ts';
import { POOLS } from './support/executors.ts';
import { makeGate } from './support/gate.ts';

describe.each(POOLS)('a pool of $name', ({ name, open }) => {
  test('N blocked calls use exactly N workers', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 3 });
    const futures = [0, 1, 2, 3].map((n) => pool.submit(tasks.blockAtGate, gate.path, `${n}`));
    await gate.reached(3);
    const ids = new Set(['0', '1', '2'].map((file) => gate.who(file)));
    expect(ids.size).toBe(3);
    gate.open();
    await Promise.all(futures);
    expect(ids).toContain(gate.who('3'));
  });

  test('an idle worker is used again instead of starting another', async () => {
    const pool = open({ maxWorkers: 4 });
    const ids = new Set<string>();
    for (let n = 0; n < 10; n += 1) ids.add(await pool.submit(tasks.whoAmI));
    expect(ids.size).toBe(1);
  });

  test('an initializer runs before the calls, in every worker', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 2, initializer: crashes.greet as never, initializerArgs: ['hello'] });
    const blocked = pool.submit(tasks.blockAtGate, gate.path, 'first worker');
    await gate.reached(1);
    expect(await pool.submit(crashes.greeted)).toBe('hello');
    gate.open();
    await blocked;
    expect(await Promise.all([1, 2, 3, 4].map(() => pool.submit(crashes.greeted)))).toEqual(Array(4).fill('hello'));
  });

  test('an initializer that fails breaks the pool, and says so', async () => {
    const pool = open({ maxWorkers: 2, initializer: crashes.failToStart });
    const error = await pool.submit(tasks.square, 1).exception();
    expect(error).toBeInstanceOf(BrokenExecutorError);
    expect(error).toMatchObject({
      message: expect.stringContaining('initializer failToStart failed'),
      cause: expect.any(RangeError),
    });
    expect(() => pool.submit(tasks.square, 1)).toThrow(/no license/);
  });

  test('an initializer whose error cannot be cloned breaks the pool, and says what it was', async () => {
    const error = await open({ initializer: tasks.raiseUncloneable }).submit(tasks.square, 1).exception();
    expect(error).toMatchObject({
      name: 'BrokenExecutorError',
      message: expect.stringMatching(/initializer raiseUncloneable failed.*with a handle.*cannot be cloned/),
    });
  });

  test('an initializer that is no task is refused', () => {
    expect(() => open({ initializer: () => {} })).toThrow(TypeError);
  });

  test('an initializer argument that cannot be cloned breaks the pool', async () => {
    const pool = open({ initializer: crashes.greet as never, initializerArgs: [() => {}] });
    await expect(pool.submit(tasks.square, 1)).rejects.toThrow(/arguments of the initializer greet cannot be cloned/);
  });

  test('a closure, an instance method and a local class are refused, and told what to do', () => {
    const pool = open();
    class Local {
      method(): void {}
    }
    for (const fn of [() => 1, new Local().method, Local as never as () => void, tasks.square.bind(null, 1)]) {
      expect(() => pool.submit(fn as () => void)).toThrow(/is not a task.*task\(import\.meta\.url, fn\)/s);
    }
    expect(() => task(import.meta.url, () => 1)).toThrow(/without a name/);
    expect(() => task(import.meta.url, 'square' as never)).toThrow(/got string/);
  });

  test('an argument that cannot be cloned fails that call only', async () => {
    const pool = open({ maxWorkers: 1 });
    const futures = [1, () => 2, 3].map((value) => pool.submit(tasks.echo, value));
    expect(await futures[0]).toBe(1);
    await expect(futures[1]).rejects.toThrow(TaskNotSerializableError);
    await expect(futures[1]).rejects.toThrow(/an argument of echo cannot be cloned/);
    expect(await futures[2]).toBe(3);
    const results = pool.map(tasks.echo, [1, () => 2, 3], { chunkSize: 3 });
    expect((await results.next()).value).toBe(1);
    await expect(results.next()).rejects.toThrow(TaskNotSerializableError);
    expect((await results.next()).value).toBe(3);
  });

  test.each([
    ['aborts the calls beside it', (_pool: ThreadPoolExecutor, abort: AbortController) => abort.abort()],
    ['terminates the workers', (pool: ThreadPoolExecutor) => void pool.terminateWorkers()],
  ])('a callback of a call that could not be sent, which %s, leaves no call behind', async (_what, act) => {
    const pool = open({ maxWorkers: 1 });
    // Learnt to be short, the calls share a message.
    for await (const _ of pool.map(
      tasks.echo,
      Array.from({ length: 3000 }, (_, n) => n),
    ));
    const abort = new AbortController();
    const { signal } = abort;
    const futures = Array.from({ length: 400 }, (_, n) => pool.submit({ signal }, tasks.echo, n === 5 ? () => n : n));
    futures[5]!.addDoneCallback(() => act(pool as ThreadPoolExecutor, abort));
    await pool.shutdown();
    expect(futures.filter((future) => !future.done())).toEqual([]);
  });

  test('a result that cannot be cloned fails that call only', async () => {
    const results = open({ maxWorkers: 1 }).map(tasks.returnFunction, [0, 1, 2], { chunkSize: 3 });
    expect((await results.next()).value).toBe(0);
    await expect(results.next()).rejects.toThrow(/the result .*Function.* cannot be cloned: return plain data/);
    expect((await results.next()).value).toBe(2);
  });

  test('an abort stops a call in an endless loop by replacing its worker', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 1 });
    const abort = new AbortController();
    const future = pool.submit({ signal: abort.signal }, tasks.blockAtGate, gate.path, 'stuck');
    await gate.reached(1);
    const before = gate.who('stuck');
    abort.abort(new Error('too long'));
    await expect(future).rejects.toThrow(CancelledError);
    expect(await pool.submit(tasks.whoAmI)).not.toBe(before);
  });

  test('an abort takes nothing along that has another signal, or none', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 1 });
    const abort = new AbortController();
    for (let n = 0; n < 20; n += 1) await pool.submit(tasks.square, n);
    const doomed = pool.submit({ signal: abort.signal }, tasks.blockAtGate, gate.path, 'doomed');
    const others = [1, 2, 3].map((n) => pool.submit(tasks.square, n));
    const alsoDoomed = pool.submit({ signal: abort.signal }, tasks.square, 4);
    await gate.reached(1);
    abort.abort();
    expect(await Promise.all(others)).toEqual([1, 4, 9]);
    await expect(doomed).rejects.toThrow(CancelledError);
    await expect(alsoDoomed).rejects.toThrow(CancelledError);
  });

  test('no call stays behind a long one while a worker is idle', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 2 });
    // The pool learns that the gate is passed at once, and would now put several calls in a message.
    const open1 = makeGate();
    open1.open();
    for await (const _ of pool.map(tasks.blockAtGate, Array(200).fill(open1.path), Array(200).fill('w')));
    const paths = [gate.path, ...Array<string>(40).fill(open1.path)];
    const results = pool.map(
      tasks.blockAtGate,
      paths,
      paths.map((_, n) => `${n}`),
      { chunkSize: 20 },
    );
    // All that shares a message with the first call must get past it, or this never comes.
    await open1.reached(41);
    gate.open();
    expect(await Array.fromAsync(results)).toEqual(paths.map((_, n) => `${n}`));
  });

  test('what is done is delivered although the next call of its message never ends', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 1 });
    const results = pool.map(tasks.passOrReturn, [gate.path, gate.path, gate.path], [0, 1, 2], { chunkSize: 3 });
    expect((await results.next()).value).toBe(0);
    gate.open();
    expect(await Array.fromAsync(results)).toEqual([1, 2]);
  });

  test('a call that rejects at once fails alone, also while the line is full of results before it', async () => {
    const results = open({ maxWorkers: 1 }).map(tasks.bytesOrReject, [8 << 20, 0, 1], { chunkSize: 3 });
    expect((await results.next()).value).toHaveLength(8 << 20);
    await expect(results.next()).rejects.toThrow('just this call');
    expect((await results.next()).value).toHaveLength(1);
  });

  test('a module that cannot be imported, and an export that is not there, fail their calls only', async () => {
    const pool = open({ maxWorkers: 1 });
    await expect(pool.submit(crashes.missingModule)).rejects.toThrow(TaskNotFoundError);
    const thrown = await pool.submit(crashes.throwingModule).exception();
    expect(thrown).toBeInstanceOf(TaskNotFoundError);
    expect((thrown as Error).cause).toMatchObject({ name: 'SyntaxError', message: 'broken at import' });
    await expect(pool.submit(crashes.missingExport)).rejects.toThrow(/does not export "hidden", only .*greet/);
    await expect(pool.submit(crashes.unexported.lone)).rejects.toThrow(/does not export "lone"/);
    expect(await pool.submit(tasks.square, 3)).toBe(9);
  });

  test('env is what the workers see', async () => {
    const pool = open({ env: { ...process.env, COLOUR: 'blue' } });
    expect(await pool.submit(crashes.variable, 'COLOUR')).toBe('blue');
    expect(process.env).not.toHaveProperty('COLOUR');
  });

  test('terminateWorkers ends what runs, cancels what waits, and closes the pool', async () => {
    const gate = makeGate();
    const pool = open({ maxWorkers: 1 });
    const running = pool.submit(tasks.blockAtGate, gate.path, 'endless');
    const queued = pool.submit(tasks.square, 1);
    await gate.reached(1);
    await pool.terminateWorkers();
    await expect(running).rejects.toThrow(BrokenExecutorError);
    expect(queued.cancelled()).toBe(true);
    expect(() => pool.submit(tasks.square, 1)).toThrow(/shut down/);
  });

  test('terminateWorkers on a pool without workers does nothing', async () => {
    await open().terminateWorkers();
  });

  test('a transferred argument is moved, or copied where nothing can move', async () => {
    const bytes = new Uint8Array(16);
    const pool = open();
    const result = await pool.submit(crashes.fillBuffer, transfer(bytes, [bytes.buffer]));
    expect([...new Set(result)]).toEqual([7]);
    expect(bytes.buffer.detached).toBe(name === 'threads');
  });

  test('transfer without a list moves the value itself', async () => {
    const buffer = new ArrayBuffer(8);
    expect(await open().submit(crashes.isDetached, transfer(buffer))).toBe(false);
    expect(buffer.detached).toBe(name === 'threads');
  });
});
