import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader, FramingError, frame } from '../../src/subject/framing.ts';

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0, i = 0; at < bytes.byteLength; i += 1) {
    const size = sizes.length > 0 ? sizes[i % sizes.length]! : bytes.byteLength;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

describe('frames', () => {
  it('come out as they went in, wherever the stream is cut', () => {
    const payload = fc.uint8Array({ maxLength: 40 });
    const sizes = fc.array(fc.integer({ min: 1, max: 17 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(payload, { maxLength: 8 }), sizes, (payloads, cuts) => {
        const reader = new FrameReader(64);
        const stream = Buffer.concat(payloads.map(frame));
        const got = cut(stream, cuts).flatMap((chunk) => [...reader.push(chunk)]);
        expect(got.map((bytes) => [...bytes])).toEqual(payloads.map((bytes) => [...bytes]));
      }),
    );
  });

  it('over the cap are refused by their header alone', () => {
    const header = Buffer.alloc(4);
    header.writeUInt32BE(0xffff_ffff);
    expect(() => [...new FrameReader(1024).push(header)]).toThrow(FramingError);
  });

  it('of exactly the cap are taken', () => {
    expect([...new FrameReader(8).push(frame(new Uint8Array(8)))]).toHaveLength(1);
    expect(() => [...new FrameReader(8).push(frame(new Uint8Array(9)))]).toThrow('9 bytes');
  });
});
