import { sentence } from '../report/sentence.ts';
import { SubjectFailure } from './subject-failure.ts';
import { BODY_OF, type Body } from './wire-format.ts';

const MORE_FOLLOWS = 0x80;
const MAX_UINT32 = 2 ** 32 - 1;
/** What the fifth byte of a varint counts; there is no sixth. */
const LAST_SCALE = 2 ** 28;

/** What is said of bytes that v8 did not write. */
export const malformed = () => new SubjectFailure('protocol', sentence('channel.malformed'));

/**
 * Reads serialised bytes without making anything of them.
 *
 * Invariant: it never stands behind the end, so every length it has skipped was there.
 *
 * @throws {SubjectFailure} from every method, where the bytes are not what it reads
 */
export class WireReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.byteLength;
  }

  /** Steps over `byte` if it comes next. */
  has(byte: number): boolean {
    if (this.#bytes[this.#at] !== byte) return false;
    this.#at += 1;
    return true;
  }

  /** What follows the tag that comes next. */
  body(): Body {
    const body = BODY_OF[this.#byte()];
    if (body === undefined) throw new SubjectFailure('protocol', sentence('channel.notPlain'));
    return body;
  }

  skip(bytes: number): void {
    if (bytes > this.#bytes.byteLength - this.#at) throw malformed();
    this.#at += bytes;
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; scale <= LAST_SCALE; scale *= MORE_FOLLOWS) {
      const byte = this.#byte();
      if (byte < MORE_FOLLOWS) {
        value += byte * scale;
        if (value > MAX_UINT32) break;
        return value;
      }
      value += (byte - MORE_FOLLOWS) * scale;
    }
    throw malformed();
  }

  #byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw malformed();
    this.#at += 1;
    return byte;
  }
}
