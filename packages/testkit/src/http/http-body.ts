import { seededBytes } from '../seeded-bytes.ts';

/** A text, bytes, or so many bytes made from a seed as they are sent, for what is larger than memory should be. */
export type HttpBody = string | Uint8Array | GeneratedBody;
export interface GeneratedBody {
  readonly bytes: number;
  readonly seed: number;
}

/** What a server sends, readable in parts without being held as a whole. */
export interface Content {
  readonly bytes: number;
  slices(from: number, to: number): Iterable<Buffer>;
}

/** A generated body is this block of random bytes, over and over. */
const BLOCK_BYTES = 1 << 20;

export function contentOf(body: HttpBody = ''): Content {
  if (typeof body === 'object' && 'seed' in body) return generated(body);
  const whole = Buffer.from(body);
  return { bytes: whole.length, slices: (from, to) => [whole.subarray(from, to)] };
}

/** The bytes of a generated body, as its receiver must see them. */
export function generatedBytes(body: GeneratedBody): Iterable<Buffer> {
  return generated(body).slices(0, body.bytes);
}

/** Made once for each body, however often it is asked for. */
const blocks = new WeakMap<GeneratedBody, Buffer>();

function generated(body: GeneratedBody): Content {
  const { bytes, seed } = body;
  const block = blocks.get(body) ?? seededBytes(seed, Math.min(bytes, BLOCK_BYTES));
  blocks.set(body, block);
  return {
    bytes,
    *slices(from, to) {
      for (let at = from; at < to; ) {
        const inBlock = at % BLOCK_BYTES;
        const slice = block.subarray(inBlock, Math.min(BLOCK_BYTES, inBlock + to - at));
        yield slice;
        at += slice.length;
      }
    },
  };
}
