import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CAPS, decode } from '../../src/subject/decode.ts';
import { encode } from '../../src/subject/encode.ts';
import { HEADER, refusal, withNames } from './wire-bytes.ts';

/** The message in which a subject answers. */
const sent = (value: unknown): Buffer =>
  serialize({ type: 'answer', id: 1, outcome: { ok: true, value: encode(value, {}) } });

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  withNullPrototype: true,
});
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());

const VIEWS = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float16Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
];

function cyclic(): unknown {
  const object: Record<string, unknown> = { list: [1, 2, 3] };
  object['self'] = object;
  object['map'] = new Map([[object, new Set([object, object['list']])]]);
  return object;
}

function withHole(): unknown[] {
  const holes: unknown[] = [];
  holes[1000] = 'after a hole';
  return holes;
}

describe('what a subject sends', () => {
  it('passes, whatever it is made of', () => {
    const property = fc.property(anything, (value) => {
      expect(refusal(sent(value))).toBeUndefined();
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('passes as text of all letters, as names and as keys', () => {
    const property = fc.property(text, text, (key, value) => {
      expect(
        refusal(sent({ [key]: value, map: new Map([[key, [value, key]]]), set: new Set([value]) })),
      ).toBeUndefined();
    });
    fc.assert(property, { numRuns: 500 });
  });

  it.each(VIEWS.map((View) => ({ name: View.name, View })))('passes as %s, wherever it lies', ({ View }) => {
    const bytes = new ArrayBuffer(80, { maxByteLength: 160 });
    for (const length of [0, 1, 5]) {
      expect(refusal(sent({ odd: '.', view: new View(bytes, 8, length), again: new View(length) }))).toBeUndefined();
    }
  });

  it.each([
    ['numbers', [0, -0, 1.5, Number.NaN, Infinity, 2 ** 31, -(2 ** 31), 2 ** 53, -1]],
    ['integers of any size', [0n, -1n, 2n ** 63n, -(2n ** 64n), 1n << 65_000n]],
    ['nothing', [undefined, null]],
    ['dates', [new Date(0), new Date(Number.NaN)]],
    ['bytes', [new ArrayBuffer(0), new ArrayBuffer(9), Buffer.from('x'), new DataView(new ArrayBuffer(3))]],
    ['what shared memory shows', new Uint8Array(new SharedArrayBuffer(8))],
    ['holes', [withHole(), new Array(5)]],
    ['an array with names', withNames()],
    ['numbers as names', { 0: 1, 7: 2, 4294967294: 3, 4294967296: 4, '-1': 5, '1.5': 6 }],
    ['objects that hold each other', cyclic()],
    [
      'an error that carries errors',
      new AggregateError([new TypeError('a')], 'b', { cause: Object.assign(new Error('c'), { code: 7 }) }),
    ],
    [
      'an object of a class',
      new (class Point {
        x = 1;
      })(),
    ],
    ['boxed values', [Object(1), Object('text'), Object(true)]],
  ])('passes: %s', (_name, value) => {
    expect(refusal(sent(value))).toBeUndefined();
  });

  it('passes as deep as it is taken in', () => {
    let error = new Error('the first');
    let list: unknown = 1;
    for (let i = 1; i < DEFAULT_CAPS.depth; i += 1) {
      error = Object.assign(new Error(`number ${i}`), { field: error });
      list = i % 2 === 0 ? [list] : new Map([['key', list]]);
    }
    for (const value of [error, list]) {
      expect(refusal(sent(value))).toBeUndefined();
      expect(() => decode(deserialize(serialize(encode(value, {}))), {})).not.toThrow();
    }
  });

  it('passes as a million numbers and as half a million words that are counted', () => {
    expect(refusal(sent(Array.from({ length: 1_000_000 }, (_, i) => i)))).toBeUndefined();
    expect(refusal(sent(new Map(Array.from({ length: 500_000 }, (_, i) => [`word ${i}`, i]))))).toBeUndefined();
    expect(refusal(sent(Array.from({ length: 200_000 }, (_, i) => ({ word: `w${i}`, count: i }))))).toBeUndefined();
  });
});

describe('a frame that was damaged', () => {
  it('is refused where it breaks off, and where something follows', () => {
    const property = fc.property(anything, fc.nat(), (value, place) => {
      const whole = sent(value);
      expect(refusal(whole.subarray(0, place % whole.byteLength))).toBeDefined();
      expect(refusal(Buffer.concat([whole, Buffer.from('0')]))).toBe('channel.malformed');
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('is refused or makes a value, whichever of its bits are others', () => {
    const flips = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
    const property = fc.property(anything, flips, (value, changes) => {
      const payload = sent(value);
      for (const [place, bits] of changes) payload[2 + (place % (payload.byteLength - 2))]! ^= bits;
      if (refusal(payload) !== undefined) return;
      // Two names that have become the same are refused by v8; what counts is that it comes back.
      try {
        deserialize(payload);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    });
    fc.assert(property, { numRuns: 2000 });
  });

  it('is refused or makes a value, whatever it consists of', () => {
    const tags = fc.constantFrom(...'_0TFINZ"c\0^oAa;\'DB\\{$@:,-~uRrxyzn'.split('').map((tag) => tag.charCodeAt(0)));
    const bytes = fc.array(fc.oneof({ weight: 2, arbitrary: tags }, { weight: 1, arbitrary: fc.nat(3) }), {
      maxLength: 40,
    });
    const property = fc.property(bytes, (body) => {
      const payload = Buffer.concat([HEADER, Buffer.from(body)]);
      if (refusal(payload) === undefined) expect(() => deserialize(payload)).not.toThrow(RangeError);
    });
    fc.assert(property, { numRuns: 5000 });
  });
});
