import { MessageChannel } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { BrokenExecutorError, transfer } from '../src/index.ts';
import * as crashes from './fixtures/crashes.ts';
import * as tasks from './fixtures/tasks.ts';
import { T } from './support/executors.ts';
import { makeGate } from './support/gate.ts';

describe('a thread pool', () => {
  test('names its threads with a prefix and a number', async () => {
    const gate = makeGate();
    const pool = T.open({ maxWorkers: 2, threadNamePrefix: 'oven' });
    const blocked = pool.submit(tasks.blockAtGate, gate.path, 'first');
    await gate.reached(1);
    expect(await pool.submit(crashes.where)).toMatchObject({ name: 'oven_1', isMainThread: false });
    gate.open();
    await blocked;
    expect((await T.open().submit(crashes.where)).name).toMatch(/^ThreadPoolExecutor-\d+_0$/);
  });

  test('shares memory given to its initializer', async () => {
    const memory = new SharedArrayBuffer(4);
    const pool = T.open({ maxWorkers: 2, initializer: crashes.share as never, initializerArgs: [memory] });
    await Promise.all(Array.from({ length: 20 }, () => pool.submit(crashes.count)));
    expect(new Int32Array(memory)[0]).toBe(20);
  });

  test('a transferred argument reaches its call, however long the calls around it take', async () => {
    const gate = makeGate();
    const pool = T.open({ maxWorkers: 2 });
    // Learnt to be short, the calls would now be put behind each other, and be taken back from behind the long one.
    const passed = makeGate();
    passed.open();
    for await (const _ of pool.map(
      tasks.lengthAtGate,
      Array(200).fill(passed.path),
      Array(200).fill(new Uint8Array(1)),
    ));
    const buffers = Array.from({ length: 40 }, (_, n) => new Uint8Array(n + 1));
    const results = pool.map(
      tasks.lengthAtGate,
      buffers.map((_, n) => (n === 0 ? gate.path : passed.path)),
      buffers.map((bytes) => transfer(bytes, [bytes.buffer])),
      { chunkSize: 20 },
    );
    const plain = Array.from({ length: 40 }, () => pool.submit(tasks.lengthAtGate, passed.path, new Uint8Array(9)));
    expect(await Promise.all(plain)).toEqual(Array(40).fill(9));
    gate.open();
    expect(await Array.fromAsync(results)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
  });

  test('moves several transferred values of a map, and ports', async () => {
    const buffers = [1, 2, 3].map((n) => new Uint8Array(n));
    const pool = T.open({ maxWorkers: 1 });
    const results = pool.map(
      crashes.fillBuffer,
      buffers.map((bytes) => transfer(bytes, [bytes.buffer])),
      { chunkSize: 3 },
    );
    expect((await Array.fromAsync(results)).map((bytes) => bytes.length)).toEqual([1, 2, 3]);
    expect(buffers.map((bytes) => bytes.buffer.detached)).toEqual([true, true, true]);
    const { port1, port2 } = new MessageChannel();
    const echoed = await pool.submit(tasks.postThrough, transfer(port2), 'hi');
    expect(echoed).toBe('posted');
    expect(await new Promise((resolve) => port1.once('message', resolve))).toBe('hi');
    port1.close();
  });

  test('a thread over its memory limit breaks the pool', async () => {
    const pool = T.open({ maxWorkers: 1, resourceLimits: { maxOldGenerationSizeMb: 16 } });
    const error = await pool.submit(crashes.exhaustMemory).exception();
    expect(error).toBeInstanceOf(BrokenExecutorError);
    expect(error).toMatchObject({ cause: { code: 'ERR_WORKER_OUT_OF_MEMORY' }, task: 'exhaustMemory' });
  });
});
