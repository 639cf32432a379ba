import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SubjectFailure } from '../../src/judge/subject-failure.ts';
import { WIRE_CAPS } from '../../src/judge/wire-budget.ts';
import { guardWire } from '../../src/judge/wire-guard.ts';
import { DEFAULT_CAPS, decode } from '../../src/subject/decode.ts';
import { encode } from '../../src/subject/encode.ts';

const HEADER = Buffer.from([0xff, 15]);

/** Written by hand after the tags of V8's value-serializer.cc: text stands for its letters, a number for its varint. */
function wire(...parts: readonly (string | number | Buffer)[]): Buffer {
  return Buffer.concat([HEADER, ...parts.map((part) => (typeof part === 'number' ? varint(part) : Buffer.from(part)))]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}

const dense = (elements: readonly Buffer[]): Buffer => wire('A', elements.length, ...elements, '$', 0, elements.length);
/** Past the header, to be put into something else. */
const bare = (value: unknown): Buffer => serialize(value).subarray(HEADER.byteLength);
const nested = (depth: number, open: Buffer, close: Buffer): Buffer =>
  wire(Buffer.alloc(depth * open.byteLength, open), '0', Buffer.alloc(depth * close.byteLength, close));

/** What the guard says of a message; nothing where it lets it through. */
function refusal(payload: Uint8Array): string | undefined {
  try {
    guardWire(payload);
    return undefined;
  } catch (error) {
    if (!(error instanceof SubjectFailure)) throw error;
    expect(error.kind).toBe('protocol');
    return error.sentences[0]!.key;
  }
}

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

function withNames(): unknown[] {
  return Object.assign([1, 2, 3], { name: 'of an array' });
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

describe('a hostile sender', () => {
  it.each([
    [
      'a buffer that can grow',
      serialize(new ArrayBuffer(1, { maxByteLength: 2 ** 32 - 2 ** 16 })),
      'channel.growingBuffer',
    ],
    [
      'many of them',
      dense(Array<Buffer>(32_600).fill(bare(new ArrayBuffer(1, { maxByteLength: 4096 })))),
      'channel.growingBuffer',
    ],
    ['shared memory', wire('u', 0), 'channel.notPlain'],
    ['a buffer that was moved', wire('t', 0), 'channel.notPlain'],
    ['a module', wire('w', 0), 'channel.notPlain'],
    ['memory of a module', wire('m', 2, 0, 'u', 0), 'channel.notPlain'],
    ['what threads share', wire('p', 0), 'channel.notPlain'],
    ['a RegExp', serialize(/(a+)+$/), 'channel.notPlain'],
    ['an error of v8', serialize(new Error('x')), 'channel.notPlain'],
    ['a boxed value', serialize(Object(1n)), 'channel.notPlain'],
    ['a view as v8 writes it', wire('B', 8, Buffer.alloc(8), 'VB', 0, 8, 0), 'channel.malformed'],
    ['a view that Node does not know', wire('\\', 14, 0), 'channel.malformed'],
    ['a view that ends within an element', wire('\\', 8, 7, Buffer.alloc(7)), 'channel.malformed'],
    ['text in UTF-8', wire('S', 1, 'x'), 'channel.notPlain'],
    ['half a letter', wire('c', 3, 'abc'), 'channel.malformed'],
    ['padding without end', wire(Buffer.alloc(1000), '0'), 'channel.malformed'],
    ['an object before it begins', dense([wire('^', 1).subarray(2)]), 'channel.malformed'],
    ['a name that is none', wire('oo{', 0, '0{', 1), 'channel.malformed'],
    ['a wrong count', wire('o{', 7), 'channel.malformed'],
    ['an element past the end', wire('a', 1, 'I', 2, '0@', 1, 1), 'channel.malformed'],
    ['an element before the beginning', wire('a', 9, 'I', 1, '0@', 1, 9), 'channel.malformed'],
    ['names of an array', serialize(withNames()), 'channel.malformed'],
    ['a length without end', wire('"', Buffer.alloc(9, 0xff)), 'channel.malformed'],
    ['a number past 32 bits', wire('I', Buffer.from([0xff, 0xff, 0xff, 0xff, 0x7f])), 'channel.malformed'],
    ['an older version', Buffer.from([0xff, 12, 0x30]), 'channel.malformed'],
    ['no version', Buffer.from('0'), 'channel.malformed'],
    ['nothing', Buffer.alloc(0), 'channel.malformed'],
  ])('cannot send %s', (_name, payload, said) => {
    expect(refusal(payload)).toBe(said);
  });

  it.each([
    ['text', '"'],
    ['letters of two bytes', 'c'],
    ['bytes', 'B'],
    ['digits', 'Z'],
    ['a view', '\\\u0001'],
  ])('cannot claim %s of four gigabytes', (_name, tags) => {
    expect(refusal(wire(tags, 2 ** 32 - 2, 'few'))).toBe('channel.malformed');
  });

  it.each([
    ['an array', wire('A', 2 ** 32 - 1)],
    ['holes', wire('a', 2 ** 32 - 1, '@', 0, 2 ** 32 - 1)],
    ['holes of many arrays', dense(Array<Buffer>(60).fill(wire('a', 100_000, '@', 0, 100_000).subarray(2)))],
    ['a Set', wire("'", Buffer.alloc(WIRE_CAPS.parts + 1, '0'), ',', WIRE_CAPS.parts + 1)],
  ])('cannot send more parts than are taken in: %s', (_name, payload) => {
    expect(refusal(payload)).toBe('channel.parts');
  });

  it('cannot send millions of empty objects, whatever they are', () => {
    const count = WIRE_CAPS.objects;
    for (const empty of ['o{\0', ';:\0', "',\0", 'B\0', 'A\0$\0\0', '\\\u0001\0']) {
      expect(refusal(wire('A', count, Buffer.alloc(count * empty.length, empty), '$', 0, count))).toBe(
        'channel.objects',
      );
    }
  });

  it.each([
    ['objects', Buffer.from('o"\u0001a'), Buffer.from('{\u0001')],
    ['arrays', Buffer.from('A\u0001'), Buffer.from('$\0\u0001')],
    ['holes', Buffer.from('a\u0001I\0'), Buffer.from('@\u0001\u0001')],
    ['Maps', Buffer.from(';T'), Buffer.from(':\u0002')],
    ['keys', Buffer.from(';'), Buffer.from('T:\u0002')],
    ['Sets', Buffer.from("'"), Buffer.from(',\u0001')],
  ])('cannot nest without end, but as deep as v8 reads: %s', (_name, open, close) => {
    for (const depth of [WIRE_CAPS.depth + 2, 500_000])
      expect(refusal(nested(depth, open, close))).toBe('channel.deep');
    const deepest = nested(WIRE_CAPS.depth, open, close);
    expect(refusal(deepest)).toBeUndefined();
    expect(() => deserialize(deepest)).not.toThrow();
  });

  it.each([
    ['integers', (i: number) => i * 16_384],
    ['fractions', (i: number) => i + 0.5],
    ['digits', (i: number) => (BigInt(i) << 64n) + 7n],
  ])('cannot have %s looked up that fall into one bucket', (_name, keyOf) => {
    // Written by hand: whoever makes such a Set waits as long as the judge would.
    const setOf = (keys: readonly Buffer[]) => wire("'", ...keys, ',', keys.length);
    const keys = Array.from({ length: 24_000 }, (_, i) => bare(keyOf(i)));
    expect(refusal(setOf(keys))).toBe('channel.numericKeys');
    expect(refusal(wire(';', ...keys.map((key) => Buffer.concat([key, key])), ':', 48_000))).toBe(
      'channel.numericKeys',
    );
    const sets = Array.from({ length: 24 }, (_, i) => setOf(keys.slice(i * 100, (i + 1) * 100)).subarray(2));
    expect(refusal(dense(sets)), 'in many Sets').toBe('channel.numericKeys');
    expect(refusal(setOf(keys.slice(0, WIRE_CAPS.numericKeys)))).toBeUndefined();
  });

  it('cannot have an object laid out again and again', () => {
    const names = Array.from({ length: WIRE_CAPS.numericNames + 1 }, (_, i) => [i * 7, 1]);
    expect(refusal(serialize(Object.fromEntries(names)))).toBe('channel.numericNames');
  });
});
