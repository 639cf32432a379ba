/** Length-prefixed frames over byte streams. */

/** Bytes of the length in front of every frame. */
export const HEADER_BYTES = 4;

/** One frame: four bytes of length, big-endian, then the payload. */
export function frame(payload: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(HEADER_BYTES + payload.byteLength);
  framed.writeUInt32BE(payload.byteLength, 0);
  framed.set(payload, HEADER_BYTES);
  return framed;
}

/** A stream broke the protocol; nothing after it can be trusted. */
export class FramingError extends Error {
  override readonly name = 'FramingError';
}

/**
 * Cuts a byte stream into frames.
 *
 * The length is checked before a single byte of the payload is kept, so a frame that claims 4 GiB costs nothing.
 */
export class FrameReader {
  readonly #maxFrameBytes: number;
  #chunks: Buffer[] = [];
  #buffered = 0;

  constructor(maxFrameBytes: number) {
    this.#maxFrameBytes = maxFrameBytes;
  }

  /**
   * The payloads that `chunk` completes, in order.
   *
   * @throws {FramingError} when a frame is longer than the cap.
   */
  *push(chunk: Buffer): Generator<Buffer> {
    this.#chunks.push(chunk);
    this.#buffered += chunk.byteLength;
    for (;;) {
      if (this.#buffered < HEADER_BYTES) return;
      const length = this.#peekLength();
      if (length > this.#maxFrameBytes) {
        throw new FramingError(`a message of ${length} bytes is over the limit of ${this.#maxFrameBytes} bytes`);
      }
      if (this.#buffered < HEADER_BYTES + length) return;
      yield this.#take(HEADER_BYTES + length).subarray(HEADER_BYTES);
    }
  }

  #peekLength(): number {
    if (this.#chunks[0]!.byteLength < HEADER_BYTES) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0]!.readUInt32BE(0);
  }

  /** Concatenates once per frame, not once per chunk: a large frame in small chunks stays linear. */
  #take(bytes: number): Buffer {
    const all = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    const rest = all.subarray(bytes);
    this.#chunks = rest.byteLength > 0 ? [rest] : [];
    this.#buffered = rest.byteLength;
    return all.subarray(0, bytes);
  }
}
