import { describe, expect, test } from 'vitest';
import { BrokenExecutorError, TaskNotSerializableError } from '../src/index.ts';
import * as tasks from './fixtures/tasks.ts';
import { P, T } from './support/executors.ts';

/** V8 encodes this many levels in the stack of a main thread, and cannot decode them there. */
const ONE_WAY = 3000;
/** More than any stack holds. */
const NO_WAY = 1_000_000;

describe('a process pool', () => {
  test.each([ONE_WAY, NO_WAY])('fails only the call whose argument has %i levels', async (levels) => {
    const pool = P.open({ maxWorkers: 1 });
    const before = pool.submit(tasks.add, 1, 1);
    const deep = pool.submit(tasks.typeOf, tasks.nest(levels));
    await expect(deep).rejects.toThrow(TaskNotSerializableError);
    expect(await before).toBe(2);
    // The task was introduced together with the message that was lost.
    expect(await pool.submit(tasks.typeOf, 'flat')).toBe('[object String]');
  });

  test.each([ONE_WAY, NO_WAY])('fails only the call whose result has %i levels', async (levels) => {
    const pool = P.open({ maxWorkers: 1 });
    const [before, deep, after] = [1, levels, 2].map((each) => pool.submit(tasks.nest, each));
    await expect(deep).rejects.toThrow(TaskNotSerializableError);
    expect(await before).toEqual({ value: 'core' });
    expect(await after).toEqual({ value: { value: 'core' } });
  });

  test('gives each call of a message that cannot be decoded an error of its own', async () => {
    const results = P.open({ maxWorkers: 1 }).map(tasks.echo, [tasks.nest(ONE_WAY), 'neighbour'], { chunkSize: 2 });
    const errors = await Promise.all([1, 2].map(() => results.next().catch((error: unknown) => error)));
    expect(errors[0]).toBeInstanceOf(TaskNotSerializableError);
    expect(errors[1]).toBeInstanceOf(TaskNotSerializableError);
    expect(errors[0]).not.toBe(errors[1]);
    expect((await results.next()).done).toBe(true);
  });

  test('is broken, not stranded, by an initializer argument that cannot be decoded', async () => {
    const pool = P.open({ initializer: tasks.typeOf as never, initializerArgs: [tasks.nest(ONE_WAY)] });
    await expect(pool.submit(tasks.square, 1)).rejects.toThrow(/initializer typeOf failed.*nests too deep/);
  });
});

describe('a thread pool', () => {
  test('is broken, not stranded, by an argument that its thread cannot decode', async () => {
    const pool = T.open({ maxWorkers: 1, resourceLimits: { stackSizeMb: 1 } });
    const futures = [tasks.nest(ONE_WAY), 'next'].map((value) => pool.submit(tasks.typeOf, value));
    for (const future of futures) {
      await expect(future).rejects.toThrow(BrokenExecutorError);
      await expect(future).rejects.toHaveProperty('cause.message', expect.stringContaining('argument nests too deep'));
    }
  });

  test('is broken, and says why, by a result that its host cannot decode', async () => {
    const error = await T.open({ maxWorkers: 1 }).submit(tasks.nest, ONE_WAY).exception();
    expect(error).toBeInstanceOf(BrokenExecutorError);
    expect(error).toHaveProperty('cause.message', expect.stringContaining('result nests too deep'));
  });

  test('fails only the call whose value no stack can hold', async () => {
    const pool = T.open({ maxWorkers: 1 });
    await expect(pool.submit(tasks.nest, NO_WAY)).rejects.toThrow(TaskNotSerializableError);
    await expect(pool.submit(tasks.typeOf, tasks.nest(NO_WAY))).rejects.toThrow(TaskNotSerializableError);
    expect(await pool.submit(tasks.square, 3)).toBe(9);
  });
});
