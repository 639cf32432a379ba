import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { get } from './get.ts';
import { nameFor } from './names.ts';

/** An answer that is not the content. */
export class BadAnswer extends Error {
  readonly isFinal: boolean;
  readonly leastWaitMs: number;

  constructor({ statusCode = 0, headers }: IncomingMessage) {
    super(`status ${statusCode}`);
    this.isFinal = statusCode < 500 && statusCode !== 408 && statusCode !== 429;
    const after = headers['retry-after'] ?? '0';
    const leastMs = /^\d+$/.test(after) ? 1000 * Number(after) : Date.parse(after) - Date.now();
    // What is no date gives NaN, and a timer that is longer fires at once.
    this.leastWaitMs = Math.min(Math.max(0, leastMs) || 0, 2 ** 31 - 1);
  }
}

/** Downloads `url` once; nothing is left where that fails. */
export async function attempt(url: string, outDir: string, signal: AbortSignal) {
  await mkdir(outDir, { recursive: true });
  const part = join(outDir, `${randomUUID()}.part`);
  // Open before anything is asked for: there is no answer that has nowhere to go.
  const file = await open(part, 'wx');
  try {
    const answer = await get(url, signal);
    if (answer.statusCode !== 200) {
      answer.destroy();
      throw new BadAnswer(answer);
    }
    const hash = createHash('md5');
    let bytes = 0;
    const hashed = async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    };
    await pipeline(answer, hashed, file.createWriteStream(), { signal });
    const md5 = hash.digest('hex');
    const path = join(outDir, nameFor(url, md5));
    await rename(part, path);
    return { path, md5, bytes };
  } finally {
    await file.close().catch(() => {});
    await rm(part, { force: true });
  }
}
