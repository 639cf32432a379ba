import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeFrame, FrameReader } from '../src/backend/frames.ts';

const refuse = (): never => expect.unreachable('every frame here can be decoded');

test('frames come out as they went in, however the pipe cuts them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.bigInt(), fc.uint8Array({ maxLength: 300 }), fc.constant(undefined)), {
        maxLength: 8,
      }),
      fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1 }),
      (values, cuts) => {
        const stream = Buffer.concat(values.flatMap((value) => encodeFrame(value, true)));
        const seen: unknown[] = [];
        const reader = new FrameReader((value) => seen.push(value), refuse);
        for (let at = 0, n = 0; at < stream.length; n += 1) {
          const end = at + cuts[n % cuts.length]!;
          reader.read(stream.subarray(at, end));
          at = end;
        }
        expect(seen).toEqual(values);
      },
    ),
  );
});

test('what cannot be cloned is refused before anything is sent', () => {
  expect(() => encodeFrame({ fn: () => {} }, true)).toThrow(/could not be cloned/);
  expect(() => encodeFrame(new MessageChannel().port1, true)).toThrow(/could not be cloned/);
});

/** There and back, in chunks of `size` bytes. */
function cross(value: unknown, size: number): unknown {
  let seen: unknown;
  const reader = new FrameReader((decoded) => {
    seen = decoded;
  }, refuse);
  const stream = Buffer.concat(encodeFrame(value, true));
  for (let at = 0; at < stream.length; at += size) reader.read(stream.subarray(at, at + size));
  return seen;
}

const LARGE = 300_000;

test.each([1_000_000, 65_536, 299_999])('large buffers cross as they are, in chunks of %i bytes', (size) => {
  const bytes = new Uint8Array(LARGE).map((_, i) => i % 251);
  const doubles = new Float64Array(LARGE / 4).fill(0.5);
  const value = { calls: [[bytes, { deep: [doubles] }, 'text', bytes.buffer]], empty: new Uint8Array(0) };
  const back = cross(value, size) as typeof value;
  expect(back).toEqual(value);
  expect(back.calls[0]![3]).toBe((back.calls[0]![0] as Uint8Array).buffer);
});

test('a view of a part of a large buffer stays a view of that part', () => {
  const view = new Uint8Array(new ArrayBuffer(LARGE), 1000, 10).fill(7);
  const back = cross([view], 65_536) as [Uint8Array];
  expect(back[0]).toEqual(view);
  expect(back[0].byteOffset).toBe(1000);
});

test('a large buffer is taken as it is now, whatever becomes of it before it is written', () => {
  const bytes = new Uint8Array(LARGE);
  const parts = encodeFrame([bytes], true);
  bytes.fill(9);
  const reader = new FrameReader((decoded) => expect(decoded).toEqual([new Uint8Array(LARGE)]), refuse);
  for (const part of parts) reader.read(part);
  expect.assertions(1);
});

test('large buffers out of sight cross inside the body', () => {
  const bytes = new Uint8Array(LARGE).fill(3);
  const hidden = { a: { b: { c: { d: { e: bytes } } } }, map: new Map([['bytes', bytes]]) };
  expect(encodeFrame(hidden, true)).toHaveLength(1);
  expect(cross(hidden, 65_536)).toEqual(hidden);
});

test('a body that cannot be decoded gives its label, and the frames after it are read', () => {
  const seen: unknown[] = [];
  const reader = new FrameReader(
    (value) => seen.push(value),
    (label) => seen.push(label),
  );
  const label = { taskId: 3, first: 2 ** 31 - 1, calls: 2 };
  const [broken] = encodeFrame({ a: 'long enough' }, true, label);
  broken!.fill(0xff, broken!.length - 8);
  const stream = Buffer.concat([...encodeFrame('before', true), broken!, ...encodeFrame('after', true)]);
  reader.read(stream);
  for (const byte of stream) reader.read(Buffer.of(byte));
  expect(seen).toEqual(['before', label, 'after', 'before', label, 'after']);
});
