import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CHUNK_BYTES, createCompressor } from './codecs.ts';
import type { Plan } from './options.ts';
import type { OutputNames } from './output-names.ts';
import type { CompressedFile } from './report.ts';

/**
 * Compresses one file in memory that does not depend on its size. The output is written aside, under a name of its own in the
 * same folder, and gets its name when it is whole; whatever happens, nothing is left aside.
 *
 * @throws the file system's error, or an AbortError when `signal` fires.
 */
export async function compressFile(
  input: string,
  names: OutputNames,
  plan: Pick<Plan, 'outDir' | 'algorithm' | 'level'>,
  signal: AbortSignal,
): Promise<CompressedFile> {
  const aside = join(plan.outDir, `.${randomUUID()}.part`);
  try {
    const { originalBytes, compressedBytes } = await compressTo(aside, input, plan, signal);
    signal.throwIfAborted();
    const output = await names.give(aside, input);
    const ratio = originalBytes === 0 ? 0 : compressedBytes / originalBytes;
    return { input, output, originalBytes, compressedBytes, ratio };
  } finally {
    await rm(aside, { force: true });
  }
}

/** When it settles, both files are closed: nothing appears at `aside` later. */
async function compressTo(
  aside: string,
  input: string,
  { algorithm, level }: Pick<Plan, 'algorithm' | 'level'>,
  signal: AbortSignal,
): Promise<{ originalBytes: number; compressedBytes: number }> {
  await using from = await open(input);
  if ((await from.stat()).isDirectory()) throw new Error(`${input} is a folder; expected a file`);
  await using to = await open(aside, 'wx');
  const source = from.createReadStream({ highWaterMark: CHUNK_BYTES });
  const sink = to.createWriteStream({ highWaterMark: CHUNK_BYTES });
  await pipeline(source, createCompressor(algorithm, level), sink, { signal });
  return { originalBytes: source.bytesRead, compressedBytes: sink.bytesWritten };
}
