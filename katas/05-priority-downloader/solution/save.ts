import { createHash, type Hash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { retryAfterMs } from './retry-delay.ts';
import { savedName } from './saved-name.ts';

export interface Saved {
  readonly path: string;
  readonly md5: string;
  readonly bytes: number;
}

/** An answer that is not the content. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  /** Whether the same request may be answered otherwise a moment later. */
  readonly isTemporary: boolean;
  readonly retryAfterMs: number;

  constructor({ status, headers }: Response) {
    super(`the server answered ${status}`);
    this.isTemporary = status === 408 || status === 429 || status >= 500;
    this.retryAfterMs = retryAfterMs(headers.get('retry-after'));
  }
}

/**
 * One attempt: streams the content of `url` into `outDir`, hashed on its way. It is written aside and renamed when it is
 * whole, so nobody ever sees half a file, and nothing is left of an attempt that fails.
 *
 * @throws StatusError; whatever the network or the disk says; the reason of `signal`.
 */
export async function save(url: string, outDir: string, signal: AbortSignal): Promise<Saved> {
  const response = await fetch(url, { signal });
  if (!response.ok) {
    await response.body?.cancel();
    throw new StatusError(response);
  }
  await mkdir(outDir, { recursive: true });
  const aside = join(outDir, `.${randomUUID()}.part`);
  try {
    const hash = createHash('md5');
    const bytes = await writeHashed(aside, response.body ?? [], hash);
    const md5 = hash.digest('hex');
    const path = join(outDir, savedName(url, md5));
    signal.throwIfAborted();
    await rename(aside, path);
    return { path, md5, bytes };
  } finally {
    await rm(aside, { force: true });
  }
}

/** @returns how many bytes there were. */
async function writeHashed(path: string, chunks: AsyncIterable<Uint8Array> | [], hash: Hash): Promise<number> {
  let bytes = 0;
  await using file = await open(path, 'wx');
  for await (const chunk of chunks) {
    hash.update(chunk);
    bytes += chunk.length;
    await file.writeFile(chunk);
  }
  return bytes;
}
