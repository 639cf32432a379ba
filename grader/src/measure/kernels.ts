import { gzipSync } from 'node:zlib';

/** `turns` steps of integer arithmetic in registers: no memory to share, so what it shows is cores and nothing else. */
export function spin(turns: number): number {
  let x = 0x9e3779b9;
  for (let i = 0; i < turns; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
  }
  return x >>> 0;
}

const WORDS = ['the ', 'kernel ', 'of ', 'a ', 'machine ', 'shares ', 'what ', 'it ', 'has ', 'with ', 'others.\n'];
/** 64 KiB of words that come again and again, as text does. */
const TEXT = Array.from({ length: 1 << 14 }, (_, i) => WORDS[(i * i) % WORDS.length])
  .join('')
  .slice(0, 1 << 16);

/** `turns` times 64 KiB through gzip: what caches and hyper-threads share, it uses as most programs do. */
export function compress(turns: number): number {
  let bytes = 0;
  for (let i = 0; i < turns; i++) bytes += gzipSync(TEXT).length;
  return bytes;
}

/** What a thread can be asked to do. `warmUpTurns` let the compiler settle, and tell how many fill a leg. */
export const KERNELS = {
  spin: { run: spin, warmUpTurns: 5_000_000 },
  compress: { run: compress, warmUpTurns: 32 },
} as const;
export type KernelName = keyof typeof KERNELS;
