import { describe, expect, test } from 'vitest';
import { nested } from './fixtures/nested.ts';
import { startChild } from './fixtures/start-child.ts';
import { startManager } from './fixtures/start-manager.ts';

describe('the lesson', () => {
  test('five values each from two processes are all in the shared list', async () => {
    const manager = await startManager();
    const list = manager.list<number>();
    const children = [1, 2].map((me) => startChild('appendFive', { list: list.handle, me }));
    expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0]);
    expect((await list.toArray()).sort()).toEqual([10, 11, 12, 13, 14, 20, 21, 22, 23, 24]);
  });
});

describe('a list', () => {
  test('does what a list does', async () => {
    const list = (await startManager()).list(['a']);
    expect(await list.append('b', 'c')).toBe(3);
    expect([await list.get(0), await list.get(-1)]).toEqual(['a', 'c']);
    await list.set(-2, 'B');
    expect(await list.pop(0)).toBe('a');
    expect(await list.pop()).toBe('c');
    expect([await list.length(), await list.toArray()]).toEqual([1, ['B']]);
    for (const bad of [1, -2, 0.5, Number.NaN]) await expect(list.get(bad)).rejects.toThrow(RangeError);
    await expect(list.pop(7)).rejects.toThrow('index 7 is outside a list of 1');
  });

  test('gives copies: changing one changes nothing in the list', async () => {
    const list = (await startManager()).list([{ n: 1 }]);
    const copy = await list.get(0);
    copy.n = 2;
    expect(await list.get(0)).toEqual({ n: 1 });
  });

  test('holds copies: changing what was given changes nothing in the list', async () => {
    const [first, second] = [{ n: 1 }, { n: 1 }];
    const list = (await startManager()).list([first]);
    const appended = list.append(second);
    first.n = second.n = 2;
    await appended;
    expect(await list.toArray()).toEqual([{ n: 1 }, { n: 1 }]);
  });

  test('gives what it held at the moment of the call, whatever calls came right after', async () => {
    const list = (await startManager()).list([{ n: 1 }, { n: 2 }]);
    const [all, one, again] = await Promise.all([list.toArray(), list.get(0), list.get(0), list.pop()]);
    expect(all).toEqual([{ n: 1 }, { n: 2 }]);
    expect(one).not.toBe(again);
  });

  test('keeps the order of calls that were not waited for', async () => {
    const list = (await startManager()).list<unknown>();
    // Plain data, what only structured clone knows, and what is too large to be copied once more: each is framed in its own way.
    const values: unknown[] = Array.from({ length: 3_000 }, (_, i) => (i % 3 === 0 && i < 900 ? BigInt(i) : i));
    values[250] = 'long'.repeat(10_000);
    await Promise.all(values.map((value) => list.append(value)));
    expect(await list.toArray()).toEqual(values);
  });

  test('carries large values whole', async () => {
    const list = (await startManager()).list<Uint8Array>();
    const large = new Uint8Array(3_000_000).map((_, i) => i);
    await Promise.all([list.append(large), list.append(new Uint8Array(10))]);
    expect(Buffer.compare(await list.get(0), large)).toBe(0);
    expect(await list.length()).toBe(2);
  });
});

test('a dict does what a dict does', async () => {
  const dict = (await startManager()).dict<string, number>([['a', 1]]);
  await dict.set('b', 2);
  expect([await dict.get('a'), await dict.get('c'), await dict.has('b')]).toEqual([1, undefined, true]);
  expect([await dict.setDefault('a', 9), await dict.setDefault('c', 3)]).toEqual([1, 3]);
  expect([await dict.delete('a'), await dict.delete('a'), await dict.size()]).toEqual([true, false, 2]);
  expect(await dict.toMap()).toEqual(new Map(Object.entries({ b: 2, c: 3 })));
  const [before] = await Promise.all([dict.toMap(), dict.set('d', 4)]);
  expect(before).toEqual(new Map(Object.entries({ b: 2, c: 3 })));
});

test('a value is replaced and read', async () => {
  const value = (await startManager()).value<unknown>('first');
  expect(await value.get()).toBe('first');
  const date = new Date(0);
  const isSet = value.set(date);
  date.setFullYear(2000);
  await isSet;
  expect(await value.get()).toEqual(new Date(0));
});

test('a value that cannot be copied is refused, and the connection goes on', async () => {
  const value = (await startManager()).value<unknown>(1);
  const [refused, accepted] = [value.set(() => 1), value.set(1)];
  await expect(refused).rejects.toThrow(/could not be cloned/);
  await accepted;
  expect(await value.get()).toBe(1);
});

test('a value that is nested too deeply to be read is refused, and harms nobody else on the connection', async () => {
  const manager = await startManager();
  const [list, lock] = [manager.list<unknown>(), manager.lock()];
  await lock.acquireAsync();
  const [refused, accepted] = [list.append(nested(3_000)), list.append(nested(900))];
  await expect(refused).rejects.toThrow('nested deeper than 1000 levels');
  expect(await accepted).toBe(1);
  expect(await list.toArray()).toEqual([nested(900)]);
  await lock.releaseAsync();
});

test('a value as deep as may be goes in and comes out in every way', async () => {
  const manager = await startManager();
  const deep = nested(1_000);
  const [list, dict, value] = [manager.list([nested(999)]), manager.dict<string, unknown>(), manager.value(deep)];
  await list.append(deep, deep);
  await dict.set('key', deep);
  const lasts = [(await list.toArray()).at(-1), (await dict.toMap()).get('key'), await list.pop()];
  for (const one of [...lasts, await dict.get('key'), await value.get()]) expect(one).toEqual(deep);
  await expect(list.append(nested(1_001))).rejects.toThrow(RangeError);
  expect(() => manager.value(nested(1_001))).toThrow(RangeError);
});
