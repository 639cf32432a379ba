import { describe, expect, test } from 'vitest';
import { Barrier, Condition, Event, Lock, RLock, Semaphore } from '../src/index.ts';

const kinds = [
  { name: 'Lock', make: () => new Lock(), from: Lock.from },
  { name: 'RLock', make: () => new RLock(), from: RLock.from },
  { name: 'Semaphore', make: () => new Semaphore(1), from: Semaphore.from },
  { name: 'Event', make: () => new Event(), from: Event.from },
  { name: 'Condition', make: () => new Condition(), from: Condition.from },
  { name: 'Barrier', make: () => new Barrier(1), from: Barrier.from },
];

describe.for(kinds)('the handle of a $name', ({ name, make, from }) => {
  const adopt = from as (handle: unknown) => { handle: unknown };

  test('survives structured clone and leads to the same memory', () => {
    const { handle } = make();
    expect(handle.type).toBe(name);
    const there = adopt(structuredClone(handle)) as ReturnType<typeof make>;
    Atomics.store(there.handle.words, 0, 7);
    expect(Atomics.load(handle.words, 0)).toBe(7);
  });

  test('is refused by every other class, by name', () => {
    for (const other of kinds) {
      if (other.name === name) continue;
      expect(() => adopt(other.make().handle)).toThrow(`${name}.from was given a handle of type "${other.name}"`);
    }
  });

  test('that lost its shared memory on the way is refused with what to use instead', () => {
    expect(() => adopt(JSON.parse(JSON.stringify(make().handle)))).toThrow(/use a Manager there/);
    expect(() => adopt({ ...make().handle, words: new Int32Array(1) })).toThrow(TypeError);
    expect(() => adopt(null)).toThrow('was given null');
  });
});
