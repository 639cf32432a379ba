import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type Algorithm, CHUNK_BYTES, createCompressor } from './codecs.ts';

/** What a helper is asked to do: compress `input` into `aside`. */
export interface Job {
  readonly input: string;
  readonly aside: string;
  readonly algorithm: Algorithm;
  readonly level: number;
}

export type Answer = { readonly originalBytes: number; readonly compressedBytes: number } | { readonly error: string };

export async function doJob({ input, aside, algorithm, level }: Job): Promise<Answer> {
  try {
    await using from = await open(input);
    if ((await from.stat()).isDirectory()) throw new Error(`${input} is a folder; expected a file`);
    await using to = await open(aside, 'wx');
    const source = from.createReadStream({ highWaterMark: CHUNK_BYTES });
    const sink = to.createWriteStream({ highWaterMark: CHUNK_BYTES });
    await pipeline(source, createCompressor(algorithm, level), sink);
    return { originalBytes: source.bytesRead, compressedBytes: sink.bytesWritten };
  } catch (error) {
    return { error: (error as Error).message };
  }
}
