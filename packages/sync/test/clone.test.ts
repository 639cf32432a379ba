import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeClone, encodeClone } from '../src/codec/clone.ts';
import { MOST_LEVELS } from '../src/codec/nesting.ts';
import { nested } from './fixtures/nested.ts';

const nestings: Record<string, (inner: unknown) => unknown> = {
  objects: (inner) => ({ inner }),
  instances: (inner) => Object.assign(new (class A {})(), { inner }),
  lists: (inner) => [inner],
  'values of maps': (inner) => new Map([[1, inner]]),
  'keys of maps': (inner) => new Map([[inner, 1]]),
  sets: (inner) => new Set([inner]),
  causes: (cause) => new Error('outer', { cause }),
};

const roundTrip = (value: unknown) => decodeClone(encodeClone(value));
const isJson = (value: unknown) => encodeClone(value)[0] !== 0xff;

describe('what goes through the codec', () => {
  test('arrives as structured clone would bring it', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        expect(roundTrip(value)).toStrictEqual(structuredClone(value));
      }),
    );
  });

  test('keeps an object that is there twice one object, and a cycle a cycle', () => {
    const shared = { n: 1 };
    const [first, second] = roundTrip([shared, shared]) as object[];
    expect(first).toBe(second);
    const cyclic: unknown[] = [];
    cyclic.push(cyclic);
    const arrived = roundTrip(cyclic) as unknown[];
    expect(arrived[0]).toBe(arrived);
  });

  test('shares no memory with the bytes it came in', () => {
    const bytes = encodeClone({ view: new Uint8Array([1, 2, 3]) });
    const { view } = decodeClone(bytes) as { view: Uint8Array };
    bytes.fill(0);
    expect([...view]).toEqual([1, 2, 3]);
  });

  test('keeps holes, names on arrays, undefined and −0', () => {
    // biome-ignore lint/suspicious/noSparseArray: a hole is the point
    const holes = [1, , 3];
    expect(1 in (roundTrip(holes) as unknown[])).toBe(false);
    expect(roundTrip(Object.assign(holes, { name: 'as many parts as places' }))).toStrictEqual(holes);
    expect(roundTrip(Object.assign([1], { name: 'n' }))).toStrictEqual(Object.assign([1], { name: 'n' }));
    expect(roundTrip({ a: undefined })).toStrictEqual({ a: undefined });
    expect(Object.is(roundTrip([-0, { a: -0 }][0]), -0)).toBe(true);
  });

  test('is JSON when it is small plain data, and only then', () => {
    expect([{ a: [1, 'ñ', null, true] }, [], 'text', { deep: { deeper: {} } }].map(isJson)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const large = Array.from({ length: 5_000 }, (_, i) => i);
    const many = Array.from({ length: 900 }, () => [[], []]);
    const others = [Number.NaN, 1n, new Date(0), undefined, Object.create(null), new (class A {})(), large, many];
    for (const other of others) {
      expect(isJson(other)).toBe(false);
      expect(roundTrip(other)).toEqual(other);
    }
  });

  test.for(Object.entries(nestings))('is refused as %s nested deeper than any reader has stack for', ([, wrap]) => {
    expect(() => roundTrip(nested(MOST_LEVELS, wrap))).not.toThrow();
    expect(() => encodeClone(nested(MOST_LEVELS + 1, wrap))).toThrow('nested deeper than 1000 levels');
    expect(() => encodeClone(nested(100_000, wrap))).toThrow('nested deeper than 1000 levels');
  });

  test('may be a long chain in an array: what is written already adds no level', () => {
    const chain: { previous?: object }[] = [];
    for (let i = 0; i < 5_000; i++) chain.push(i === 0 ? {} : { previous: chain[i - 1] as object });
    expect((roundTrip(chain) as object[]).length).toBe(5_000);
    expect(() => encodeClone(chain.reverse())).toThrow(RangeError);
  });

  test('is refused when it cannot be cloned, wherever it hides', () => {
    for (const bad of [() => 1, { toJSON: () => 1 }, [Symbol('s')], new SharedArrayBuffer(1)]) {
      expect(() => encodeClone(bad)).toThrow(/could not be cloned/);
    }
  });
});
