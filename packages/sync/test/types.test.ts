import { expectTypeOf, test } from 'vitest';
import {
  type Lock,
  type LockHandle,
  ManagedDict,
  type ManagedDictHandle,
  type ManagedList,
  type ManagedValue,
  PriorityQueue,
  Queue,
  type QueueHandle,
  Semaphore,
  type SemaphoreHandle,
} from '../src/index.ts';

// Checked by the compiler; running them only shows that the names exist.

test('a queue gives back the type that was put in', () => {
  expectTypeOf(new Queue<number>().put).parameter(0).toEqualTypeOf<number>();
  expectTypeOf(new Queue<number>().get).returns.toEqualTypeOf<number>();
  expectTypeOf(new Queue<number>().getAsync).returns.resolves.toEqualTypeOf<number>();
  expectTypeOf(Queue.from<string>).returns.toEqualTypeOf<Queue<string>>();
});

test('a priority is not optional, and the plain queue takes none', () => {
  expectTypeOf(new PriorityQueue<number>().put).parameter(1).toEqualTypeOf<number>();
  expectTypeOf(new Queue<number>().put).parameter(1).not.toEqualTypeOf<number>();
});

test('a handle fits its own class only', () => {
  expectTypeOf<LockHandle>().not.toExtend<SemaphoreHandle>();
  expectTypeOf(Semaphore.from).parameter(0).toEqualTypeOf<SemaphoreHandle>();
  expectTypeOf<QueueHandle>().not.toExtend<Parameters<typeof PriorityQueue.from>[0]>();
  expectTypeOf(ManagedDict.from).parameter(0).toEqualTypeOf<ManagedDictHandle>();
});

test('acquiring gives what using can release', () => {
  expectTypeOf<ReturnType<Lock['acquire']>>().toExtend<Disposable>();
  expectTypeOf<ReturnType<Lock['withLock']>>().toBeUnknown();
});

test('managed objects carry the types of what is in them', () => {
  expectTypeOf<ManagedList<Date>['toArray']>().returns.resolves.toEqualTypeOf<Date[]>();
  expectTypeOf<ManagedDict<string, number>['get']>().returns.resolves.toEqualTypeOf<number | undefined>();
  expectTypeOf<ManagedDict<'a' | 'b', number>['set']>().parameter(0).toEqualTypeOf<'a' | 'b'>();
  expectTypeOf<ManagedValue<bigint>['set']>().parameter(0).toEqualTypeOf<bigint>();
});
