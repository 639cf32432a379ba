import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { nameFor } from './names.ts';

/** An answer that is not the content. */
export class BadAnswer extends Error {
  readonly isFinal: boolean;
  readonly leastWaitMs: number;

  constructor({ status, headers }: Response) {
    super(`status ${status}`);
    this.isFinal = status < 500 && status !== 408 && status !== 429;
    const after = headers.get('retry-after') ?? '0';
    const leastMs = /^\d+$/.test(after) ? 1000 * Number(after) : Date.parse(after) - Date.now();
    // What is no date gives NaN, and a timer that is longer fires at once.
    this.leastWaitMs = Math.min(Math.max(0, leastMs) || 0, 2 ** 31 - 1);
  }
}

/** Downloads `url` once; nothing is left where that fails. */
export async function attempt(url: string, outDir: string, signal: AbortSignal) {
  await mkdir(outDir, { recursive: true });
  const response = await fetch(url, { signal });
  if (!response.ok) {
    await response.body?.cancel();
    throw new BadAnswer(response);
  }
  const part = join(outDir, `${randomUUID()}.part`);
  const hash = createHash('md5');
  let bytes = 0;
  try {
    const file = await open(part, 'wx');
    try {
      for await (const chunk of response.body ?? []) {
        hash.update(chunk);
        bytes += chunk.length;
        await file.writeFile(chunk);
      }
    } finally {
      await file.close();
    }
    const md5 = hash.digest('hex');
    const path = join(outDir, nameFor(url, md5));
    await rename(part, path);
    return { path, md5, bytes };
  } finally {
    // Nobody reads it any more, if anybody ever did.
    await response.body?.cancel().catch(() => {});
    await rm(part, { force: true });
  }
}
