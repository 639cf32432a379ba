import { MessageChannel } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { TaskNotSerializableError } from '../src/index.ts';
import * as tasks from './fixtures/tasks.ts';
import { P, POOLS, T } from './support/executors.ts';

const cyclic: { self?: unknown; list: unknown[] } = { list: [] };
cyclic.self = cyclic;
cyclic.list.push(cyclic);

describe.each(POOLS)('through $name', ({ open }) => {
  test.each([
    ['Map', new Map<unknown, unknown>([[1, new Set(['x'])]])],
    ['Date', new Date(86_400_000)],
    ['NaN', Number.NaN],
    ['-0', -0],
    ['BigInt', 2n ** 70n],
    ['undefined', undefined],
    ['RegExp', /a(b)/giu],
    ['Float64Array', new Float64Array([0.1, Number.POSITIVE_INFINITY])],
    ['DataView', new DataView(new ArrayBuffer(4), 1)],
    ['ArrayBuffer', new ArrayBuffer(3)],
    ['an array with holes', Object.assign(new Array(3), { 0: 1 })],
    ['a cycle', cyclic],
  ])('%s keeps its type', async (_type, value) => {
    const [there, back] = [await open().submit(tasks.typeOf, value), await open().submit(tasks.echo, value)];
    expect(there).toBe(Object.prototype.toString.call(value));
    expect(back).toStrictEqual(value);
  });

  test('an Error keeps its type and its cause', async () => {
    const error = new RangeError('as a value', { cause: new TypeError('why') });
    const back = await open().submit(tasks.echo, error);
    expect(back).toBeInstanceOf(RangeError);
    expect(back).toMatchObject({ message: 'as a value', cause: expect.any(TypeError) });
  });

  test('what a worker keeps of an argument is not written over by later calls', async () => {
    const pool = open({ maxWorkers: 1 });
    const [few, many] = [new Uint8Array(16).fill(7), new Uint8Array(100_000).fill(9)];
    await pool.submit(tasks.keep, few);
    for (let i = 0; i < 4; i += 1) await pool.submit(tasks.echo, many);
    expect(await pool.submit(tasks.kept)).toStrictEqual(few);
  });

  test('64 MiB cross whole', async () => {
    const bytes = new Uint8Array(64 << 20);
    for (let at = 0; at < bytes.length; at += 4096) bytes[at] = at >> 12;
    const back = (await open({ maxWorkers: 1 }).submit(tasks.echo, bytes)) as Uint8Array;
    expect(Buffer.compare(back, bytes)).toBe(0);
  });
});

describe('a process pool', () => {
  test.each([
    ['shared memory', new SharedArrayBuffer(4)],
    ['a view of shared memory', new Int32Array(new SharedArrayBuffer(4))],
    ['a port', new MessageChannel().port1],
    ['a nested port', { deep: [new MessageChannel().port1] }],
  ])('refuses %s with a clear error', async (_what, value) => {
    await expect(P.open().submit(tasks.echo, value)).rejects.toThrow(TaskNotSerializableError);
  });
});

describe('a thread pool', () => {
  test('shares shared memory', async () => {
    const memory = new Int32Array(new SharedArrayBuffer(4));
    await T.open().submit(tasks.increment, memory);
    expect(memory[0]).toBe(1);
  });
});
