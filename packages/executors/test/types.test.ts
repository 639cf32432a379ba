import { describe, expectTypeOf, test } from 'vitest';
import {
  asCompleted,
  type EventLoopExecutor,
  type Executor,
  type Future,
  type ProcessPoolExecutor,
  ThreadPoolExecutor,
  taskRef,
  transfer,
  wait,
} from '../src/index.ts';
import { add, echoLater, square } from './fixtures/tasks.ts';

declare const pool: Executor;

/** Nothing here runs: the compiler is the judge, and an expected error that does not come is an error itself. */
function checkedByTheCompiler(): void {
  expectTypeOf(pool.submit(square, 2)).toEqualTypeOf<Future<number>>();
  expectTypeOf(pool.submit({}, square, 2)).toEqualTypeOf<Future<number>>();
  expectTypeOf(pool.submit(echoLater, 'x')).toEqualTypeOf<Future<unknown>>();
  expectTypeOf(pool.submit(async (n: number) => `${n}`, 1)).toEqualTypeOf<Future<string>>();
  expectTypeOf(pool.submit(() => true)).toEqualTypeOf<Future<boolean>>();
  expectTypeOf<Awaited<Future<number>>>().toEqualTypeOf<number>();
  expectTypeOf<Future<number>>().toExtend<Future<unknown>>();

  // @ts-expect-error an argument of the wrong type
  pool.submit(square, '2');
  // @ts-expect-error an argument too few
  pool.submit(add, 1);
  // @ts-expect-error an argument too many
  pool.submit(square, 1, 2);
  // @ts-expect-error an option that does not exist
  pool.submit({ timeout: 5 }, square, 1);

  expectTypeOf(pool.map(add, [1], new Set([2]))).toExtend<AsyncIterableIterator<number>>();
  expectTypeOf(pool.map(square, [1], { chunkSize: 2 }).next()).resolves.toExtend<IteratorResult<number, undefined>>();
  expectTypeOf(pool.map((n: number) => `${n}`, [1]).next()).resolves.toExtend<IteratorResult<string, undefined>>();
  // @ts-expect-error items of the wrong type
  pool.map(square, ['1']);
  // @ts-expect-error an iterable too few
  pool.map(add, [1]);
  // @ts-expect-error an option that does not exist
  pool.map(square, [1], { chunksize: 2 });

  const remote = taskRef<typeof import('./fixtures/tasks.ts')>(new URL('./fixtures/tasks.ts', import.meta.url));
  expectTypeOf(remote('square')).toEqualTypeOf<(n: number) => Promise<number>>();
  expectTypeOf(pool.submit(remote('add'), 1, 2)).toEqualTypeOf<Future<number>>();
  // @ts-expect-error an export that does not exist
  remote('cube');

  expectTypeOf(transfer(new Uint8Array(1))).toEqualTypeOf<Uint8Array<ArrayBuffer>>();
  expectTypeOf(asCompleted([pool.submit(square, 1)]).next()).resolves.toExtend<
    IteratorResult<Future<number>, undefined>
  >();
  expectTypeOf(wait([pool.submit(square, 1)]))
    .resolves.toHaveProperty('done')
    .toEqualTypeOf<Set<Future<number>>>();

  void new ThreadPoolExecutor({ initializer: square, initializerArgs: [1] });
  // @ts-expect-error the initializer's argument is a number
  void new ThreadPoolExecutor({ initializer: square, initializerArgs: ['1'] });
}

describe('types', () => {
  test('every executor is an Executor', () => {
    expectTypeOf<EventLoopExecutor>().toExtend<Executor>();
    expectTypeOf<ThreadPoolExecutor>().toExtend<Executor>();
    expectTypeOf<ProcessPoolExecutor>().toExtend<Executor>();
    expectTypeOf(checkedByTheCompiler).toBeFunction();
  });
});
