import { DefaultDeserializer, Serializer } from 'node:v8';
import { largeBuffers } from './large-buffers.ts';

// A frame on a pipe: the header, the length of each segment, the body in the structured-clone format, then the segments.
// The header holds the lengths of body and segment table, and the label. All are little-endian 32-bit words.
const HEADER_BYTES = 20;
const WORD_BYTES = 4;

/**
 * What can be told of a frame whose body cannot be decoded: which calls it was about. V8 decodes fewer levels of nesting
 * than it encodes, so a value may leave here in good order and be too deep for the other side.
 */
export interface FrameLabel {
  readonly taskId: number;
  /** Number of the first call. */
  readonly first: number;
  /** How many calls; 0 for what is none. */
  readonly calls: number;
}

const NO_CALLS: FrameLabel = { taskId: 0, first: 0, calls: 0 };

/**
 * Encodes a value as the parts of one frame, to be written one after the other. Large buffers become segments of their
 * own: the serialiser would copy them into memory that it doubles on the way, and the other side would copy them out.
 * Unlike Node's own IPC it refuses what has no copy (ports, handles, functions).
 *
 * @param snapshot - Whether segments are copied now; without it they must not change until they are written.
 * @throws Error when something in the value cannot be cloned.
 */
export function encodeFrame(value: unknown, snapshot: boolean, label = NO_CALLS): Buffer[] {
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
  head.writeUInt32LE(label.taskId, 2 * WORD_BYTES);
  head.writeUInt32LE(label.first, 3 * WORD_BYTES);
  head.writeUInt32LE(label.calls, 4 * WORD_BYTES);
  for (const [id, buffer] of large.entries()) head.writeUInt32LE(buffer.byteLength, HEADER_BYTES + id * WORD_BYTES);
  return [head, ...large.map((buffer) => Buffer.from(snapshot ? buffer.slice(0) : buffer))];
}

/** Cuts what comes out of a pipe into frames again. */
export class FrameReader {
  readonly #onValue: (value: unknown) => void;
  readonly #onUnreadable: (label: FrameLabel, cause: unknown) => void;
  readonly #header = Buffer.alloc(HEADER_BYTES);
  /** What arrives now, in order: the header alone, then the segment table, then body and segments. */
  #parts: Buffer[] = [this.#header];
  /** The part that is being filled, and how many of its bytes have arrived. */
  #current = 0;
  #filled = 0;

  /** @param onUnreadable Told of a body that cannot be decoded; the frames after it are read all the same. */
  constructor(onValue: (value: unknown) => void, onUnreadable: (label: FrameLabel, cause: unknown) => void) {
    this.#onValue = onValue;
    this.#onUnreadable = onUnreadable;
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
        this.#decode(chunk.subarray(at, at + bodyBytes), []);
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
        this.#decode(body!, segments);
      }
    }
    return at;
  }

  #decode(body: Buffer, segments: readonly Buffer[]): void {
    let value: unknown;
    try {
      const deserializer = new DefaultDeserializer(body);
      for (const [id, { buffer }] of segments.entries()) deserializer.transferArrayBuffer(id, buffer as ArrayBuffer);
      deserializer.readHeader();
      value = deserializer.readValue();
    } catch (cause) {
      const [taskId, first, calls] = [2, 3, 4].map((word) => this.#header.readUInt32LE(word * WORD_BYTES));
      this.#onUnreadable({ taskId: taskId!, first: first!, calls: calls! }, cause);
      return;
    }
    this.#onValue(value);
  }
}

function segmentsOf(table: Buffer): Buffer[] {
  return Array.from({ length: table.length / WORD_BYTES }, (_, id) =>
    Buffer.from(new ArrayBuffer(table.readUInt32LE(id * WORD_BYTES))),
  );
}
