import type { Readable } from 'node:stream';

const BYTES_PER_KB = 1024;

/** Keeps what a subject prints on any of the given streams, as it comes, up to a limit; tells once when it goes beyond. */
export class OutputCapture {
  readonly #limitBytes: number;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(streams: readonly Readable[], limitKb: number, onFlood: () => void) {
    this.#limitBytes = limitKb * BYTES_PER_KB;
    for (const stream of streams) {
      stream.on('error', () => {});
      stream.on('data', (chunk: Buffer) => {
        const room = this.#limitBytes - this.#bytes;
        if (room > 0) this.#chunks.push(chunk.subarray(0, room));
        this.#bytes += chunk.length;
        // What comes after the breach is read and dropped, so that no stream stays open on unread bytes.
        if (this.#bytes > this.#limitBytes && this.#bytes - chunk.length <= this.#limitBytes) onFlood();
      });
    }
  }

  /** Printed text so far; bytes that are not UTF-8 become U+FFFD. */
  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}
