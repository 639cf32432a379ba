import type { Transform } from 'node:stream';
import { constants, createBrotliCompress, createDeflate, createGzip, createZstdCompress } from 'node:zlib';

export const ALGORITHMS = ['gzip', 'deflate', 'brotli', 'zstd'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

export const SUFFIXES: Readonly<Record<Algorithm, string>> = {
  gzip: '.gz',
  deflate: '.zz',
  brotli: '.br',
  zstd: '.zst',
};

/** `usual` is what the algorithm's own tool does, but for brotli, whose default is its slowest. */
export const LEVELS: Readonly<
  Record<Algorithm, { readonly least: number; readonly most: number; readonly usual: number }>
> = {
  gzip: { least: 0, most: 9, usual: 6 },
  deflate: { least: 0, most: 9, usual: 6 },
  brotli: { least: 0, most: 11, usual: 5 },
  zstd: { least: 1, most: 22, usual: 3 },
};

/** Every write is a trip to another thread and back: in pieces of the usual 16 KiB they would cost more than they carry. */
export const CHUNK_BYTES = 256 * 1024;

/** A stream that compresses what passes through, on a thread of libuv's pool. */
export function createCompressor(algorithm: Algorithm, level: number): Transform {
  const chunkSize = CHUNK_BYTES;
  switch (algorithm) {
    case 'gzip':
      return createGzip({ level, chunkSize });
    case 'deflate':
      return createDeflate({ level, chunkSize });
    case 'brotli':
      return createBrotliCompress({ chunkSize, params: { [constants.BROTLI_PARAM_QUALITY]: level } });
    case 'zstd':
      return createZstdCompress({ chunkSize, params: { [constants.ZSTD_c_compressionLevel]: level } });
  }
}
