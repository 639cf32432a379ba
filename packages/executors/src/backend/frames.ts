import { DefaultDeserializer, Serializer } from 'node:v8';
import { largeBuffers } from './large-buffers.ts';

// A frame on a pipe: eight bytes of header, the length of each segment, the body in the structured-clone format, then
// the segments. All lengths are little-endian 32-bit words; the header holds those of body and segment table.
const HEADER_BYTES = 8;
const WORD_BYTES = 4;

/**
 * Encodes a value as the parts of one frame, to be written one after the other. Large buffers become segments of their
 * own: the serialiser would copy them into memory that it doubles on the way, and the other side would copy them out.
 * Unlike Node's own IPC it refuses what has no copy (ports, handles, functions).
 *
 * @param snapshot - Whether segments are copied now; without it they must not change until they are written.
 * @throws Error when something in the value cannot be cloned.
 */
export function encodeFrame(value: unknown, snapshot: boolean): Buffer[] {
  const large = largeBuffers(value);
  const serializer = new Serializer();
  for (const [id, buffer] of large.entries()) serializer.transferArrayBuffer(id, buffer);
  const headBytes = HEADER_BYTES + large.length * WORD_BYTES;
  serializer.writeRawBytes(Buffer.alloc(headBytes));
  serializer.writeHeader();
  serializer.writeValue(value);
  const head = serializer.releaseBuffer();
  head.writeUInt32LE(head.length - headBytes, 0);
  head.writeUInt32LE(large.length, WORD_BYTES);
  for (const [id, buffer] of large.entries()) head.writeUInt32LE(buffer.byteLength, HEADER_BYTES + id * WORD_BYTES);
  return [head, ...large.map((buffer) => Buffer.from(snapshot ? buffer.slice(0) : buffer))];
}

/** Cuts what comes out of a pipe into frames again. */
export class FrameReader {
  readonly #onValue: (value: unknown) => void;
  readonly #header = Buffer.alloc(HEADER_BYTES);
  /** What arrives now, in order: the header alone, then the segment table, then body and segments. */
  #parts: Buffer[] = [this.#header];
  /** The part that is being filled, and how many of its bytes have arrived. */
  #current = 0;
  #filled = 0;

  constructor(onValue: (value: unknown) => void) {
    this.#onValue = onValue;
  }

  read(chunk: Buffer): void {
    let at = 0;
    // Parts without bytes are complete at once, even at the end of a chunk.
    while (at < chunk.length || this.#filled === this.#parts[this.#current]!.length) {
      const part = this.#parts[this.#current]!;
      const end = Math.min(chunk.length, at + part.length - this.#filled);
      chunk.copy(part, this.#filled, at, end);
      this.#filled += end - at;
      at = end;
      if (this.#filled < part.length) return;
      this.#filled = 0;
      at = this.#next(part, chunk, at);
    }
  }

  /** What follows a part that is complete; returns how far the chunk is used up. */
  #next(part: Buffer, chunk: Buffer, at: number): number {
    if (part === this.#header) {
      const bodyBytes = part.readUInt32LE(0);
      const segments = part.readUInt32LE(WORD_BYTES);
      if (segments === 0 && chunk.length - at >= bodyBytes) {
        // The usual case: the whole frame is here, and decoding it in place saves a copy.
        decode(chunk.subarray(at, at + bodyBytes), [], this.#onValue);
        return at + bodyBytes;
      }
      this.#parts = [Buffer.allocUnsafeSlow(segments * WORD_BYTES), Buffer.allocUnsafeSlow(bodyBytes)];
      this.#current = 0;
    } else {
      if (this.#current === 0) this.#parts.push(...segmentsOf(part));
      this.#current += 1;
      if (this.#current === this.#parts.length) {
        const [, body, ...segments] = this.#parts;
        this.#parts = [this.#header];
        this.#current = 0;
        decode(body!, segments, this.#onValue);
      }
    }
    return at;
  }
}

function segmentsOf(table: Buffer): Buffer[] {
  return Array.from({ length: table.length / WORD_BYTES }, (_, id) =>
    Buffer.from(new ArrayBuffer(table.readUInt32LE(id * WORD_BYTES))),
  );
}

function decode(body: Buffer, segments: readonly Buffer[], onValue: (value: unknown) => void): void {
  const deserializer = new DefaultDeserializer(body);
  for (const [id, segment] of segments.entries()) deserializer.transferArrayBuffer(id, segment.buffer as ArrayBuffer);
  deserializer.readHeader();
  onValue(deserializer.readValue());
}
