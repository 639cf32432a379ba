import { Transform } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { type Algorithm, createCompressor } from './codecs.ts';

export const CHUNK_BYTES = 1024 * 1024;

/** Gzip files may follow each other in one: every chunk becomes one, on this thread. */
export function compressorOf(algorithm: Algorithm, level: number): Transform {
  if (algorithm !== 'gzip') return createCompressor(algorithm, level);
  let isEmpty = true;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      isEmpty = false;
      done(null, gzipSync(chunk, { level }));
    },
    flush(done) {
      done(null, isEmpty ? gzipSync(Buffer.alloc(0), { level }) : undefined);
    },
  });
}
