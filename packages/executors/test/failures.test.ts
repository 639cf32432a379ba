import { describe, expect, test } from 'vitest';
import { taskRef } from '../src/index.ts';
import type * as crashes from './fixtures/crashes.ts';
import * as tasks from './fixtures/tasks.ts';
import { POOLS } from './support/executors.ts';

describe.each(POOLS)('on the way home through $name', ({ open }) => {
  test('an error that cannot be cloned is replaced by one that says what it was', async () => {
    await expect(open().submit(tasks.raiseUncloneable)).rejects.toThrow(
      /the error 'Error: with a handle' cannot be cloned/,
    );
  });

  test('an error keeps its class name, message, code, own properties, cause and remote stack', async () => {
    const error = (await open().submit(tasks.raiseRich).exception()) as Error;
    expect(error).toMatchObject({
      name: 'OrderError',
      message: 'no stock',
      code: 'ORDER',
      order: { id: 7 },
      cause: { name: 'RangeError', message: '0 left', cause: 'the bottom' },
    });
    expect(error.cause).toBeInstanceOf(RangeError);
    expect((error.cause as Error).stack).toContain('raiseRich');
    expect(error.stack).toContain('OrderError: no stock');
  });

  test('an error without a cause has its remote stack as the cause', async () => {
    const error = (await open().submit(tasks.raisePlain).exception()) as Error;
    expect(error.message).toBe('deep inside');
    expect(error.cause).toMatchObject({ name: 'RemoteStack' });
    expect((error.cause as Error).stack).toMatch(/raisePlain.*tasks\.ts/);
  });

  test('known errors come back as themselves, and several in one keep each other', async () => {
    const pool = open();
    expect(await pool.submit(tasks.failIfOdd, 1).exception()).toBeInstanceOf(RangeError);
    const error = await pool.submit(tasks.raiseAggregate).exception();
    expect(error).toBeInstanceOf(AggregateError);
    expect(error).toMatchObject({ message: 'both', errors: [expect.any(TypeError), 'two'] });
  });

  test('a SuppressedError keeps what it holds, a DOMException its code', async () => {
    const pool = open();
    const suppressed = await pool.submit(tasks.raiseSuppressed).exception();
    expect(suppressed).toBeInstanceOf(SuppressedError);
    expect(suppressed).toMatchObject({
      message: 'both went wrong',
      error: expect.any(TypeError),
      suppressed: { name: 'RangeError', message: 'before it' },
    });
    const stopped = await pool.submit(tasks.raiseDom, 'AbortError').exception();
    expect(stopped).toBeInstanceOf(DOMException);
    expect(stopped).toMatchObject({ name: 'AbortError', message: 'stopped', code: DOMException.ABORT_ERR });
  });

  test('errors that hold each other come back as few as they were, and still tell where they come from', async () => {
    const one = (await open().submit(tasks.raiseEntangled).exception()) as AggregateError;
    const two = one.cause as AggregateError;
    expect(one).toMatchObject({ message: 'one', errors: { length: 40 } });
    expect(new Set([...one.errors, ...two.errors])).toEqual(new Set([one, two]));
    expect(two.stack).toContain('raiseEntangled');
  });

  test.each(['name', 'getter', 'message', 'proxy'])('an error with a hostile %s fails its call only', async (kind) => {
    const pool = open({ maxWorkers: 1 });
    const error = await pool.submit(tasks.raiseHostile, kind).exception();
    expect(error).toMatchObject({
      name: 'TaskNotSerializableError',
      message: expect.stringMatching(
        /cannot be read, which gives (Type)?Error: (do not touch|Cannot convert a Symbol)/,
      ),
    });
    expect(await pool.submit(tasks.square, 3)).toBe(9);
  });

  test('a result that can neither be cloned nor shown fails its call only', async () => {
    const pool = open({ maxWorkers: 1 });
    await expect(pool.submit(tasks.returnHostile)).rejects.toThrow(/the result of type object cannot be cloned/);
    expect(await pool.submit(tasks.square, 3)).toBe(9);
  });

  test('a task given by reference is called by its own name in errors', async () => {
    const pool = open({ maxWorkers: 1 });
    const ref = taskRef<typeof crashes>(new URL('./fixtures/crashes.ts', import.meta.url));
    const failed = (await pool.submit(ref('failToStart')).exception()) as Error;
    expect(failed.stack).toMatch(/in failToStart in /);
    const error = await pool.submit(ref('exit'), 3).exception();
    expect(error).toMatchObject({ task: 'exit', message: expect.stringContaining('while it had exit') });
  });
});
