import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { readPlain, replayHint } from '@paralelo/testkit';
import { expect } from 'vitest';
import type { CompressOptions } from '../src/index.ts';

export type Algorithm = NonNullable<CompressOptions['algorithm']>;

export const SUFFIXES: Readonly<Record<Algorithm, string>> = {
  gzip: '.gz',
  deflate: '.zz',
  brotli: '.br',
  zstd: '.zst',
};

/** What a program of the system says of a whole file on its standard input; deflate has no such program. */
const TESTERS: Readonly<Partial<Record<Algorithm, string>>> = { gzip: 'gzip', brotli: 'brotli', zstd: 'zstd' };
const missing = new Set<string>();

const UNPACK: Readonly<Record<Algorithm, (packed: Buffer, options: { maxOutputLength: number }) => Buffer>> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  brotli: brotliDecompressSync,
  zstd: zstdDecompressSync,
};

/** Incompressible bytes grow a little: no output is larger than this. */
const largestOutput = (originalBytes: number) => originalBytes + originalBytes / 100 + 1000;

/** The bytes of an output, after the program of its format has found it sound, where that is installed. */
async function readOutput(output: string, algorithm: Algorithm, originalBytes: number): Promise<Buffer> {
  const packed = await readPlain(output, largestOutput(originalBytes));
  const tester = TESTERS[algorithm];
  if (tester === undefined) return packed;
  const { status, error, stderr } = spawnSync(tester, ['-t'], { input: packed });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
    if (!missing.has(tester)) console.warn(`${tester} is not installed: its files are checked with node:zlib alone`);
    missing.add(tester);
  } else expect(status, `\`${tester} -t\` says of ${basename(output)}: ${stderr} ${replayHint()}`).toBe(0);
  return packed;
}

/** Fails with `text`, which says all, unless it holds. */
export function must(holds: boolean, text: string): void {
  if (!holds) expect.fail(text);
}

/** An output that is a path at least; fails where it is none. */
export function pathOf(output: unknown): string {
  if (typeof output === 'string') return output;
  return expect.fail(`output must be a path, received ${inspect(output)} ${replayHint()}`);
}

/** Fails unless the output lies in `outDir` and holds `original`, byte for byte; gives its size. */
export async function expectHolds(
  given: unknown,
  original: Buffer,
  { outDir, algorithm = 'gzip' }: { outDir: string; algorithm?: Algorithm },
): Promise<number> {
  const output = pathOf(given);
  expect(dirname(output), `${output} must lie in outDir`).toBe(outDir);
  must(output.endsWith(SUFFIXES[algorithm]), `${output} must end in ${SUFFIXES[algorithm]}`);
  const packed = await readOutput(output, algorithm, original.length);
  const unpacked = unpack(packed, algorithm, original.length, output);
  const text = `${basename(output)} must unpack to the ${original.length} bytes of its input`;
  must(unpacked.equals(original), `${text}, unpacks to ${unpacked.length} other bytes ${replayHint()}`);
  return packed.length;
}

function unpack(packed: Buffer, algorithm: Algorithm, bytes: number, output: string): Buffer {
  try {
    return UNPACK[algorithm](packed, { maxOutputLength: bytes + 1 });
  } catch (error) {
    return expect.fail(`${basename(output)} does not unpack: ${(error as Error).message} ${replayHint()}`);
  }
}

/** Fails if anything in `outDir` is not one of `originals` as a whole: half of a file, or one that was written aside. */
export async function expectOnlyWhole(outDir: string, originals: readonly Buffer[]): Promise<void> {
  const names = await readdir(outDir).catch(() => []);
  for (const name of names) {
    must(name.endsWith('.gz'), `${name} was left in outDir; expected finished outputs alone`);
    const packed = await readPlain(join(outDir, name), 10_000_000);
    const unpacked = unpack(packed, 'gzip', 20_000_000, name);
    const isKnown = originals.some((original) => original.equals(unpacked));
    must(isKnown, `${name} was left in outDir and is no finished output ${replayHint()}`);
  }
}
