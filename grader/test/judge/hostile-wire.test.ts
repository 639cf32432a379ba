import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { WIRE_CAPS } from '../../src/judge/wire-budget.ts';
import { bare, dense, nested, refusal, wire, withNames } from './wire-bytes.ts';

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
