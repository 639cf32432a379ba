import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Executor, type Future, taskRef } from '@paralelo/executors';
import type { Connections } from './connections.ts';
import { DiskError } from './disk-error.ts';
import { savedName } from './saved-name.ts';

export interface Saved {
  readonly path: string;
  readonly md5: string;
  readonly bytes: number;
}

/** What is written at once, and about the most of one body that is in memory. */
const BLOCK_BYTES = 1 << 20;
/** What a chunk costs at least: a server may send byte by byte, and each is an object. */
const CHUNK_BYTES = 1 << 10;

const hashGrowing = taskRef<typeof import('./hash-growing.ts')>(new URL('./hash-growing.ts', import.meta.url))(
  'hashGrowing',
);

const failForDisk = (error: unknown) => Promise.reject(new DiskError(error));

/**
 * Saves what URLs lead to in one folder.
 *
 * The thread is for large files: a core hashes little more than half a gigabyte a second, and the thread that downloads has
 * other things to do. It reads each file behind the one who writes it, so nothing has to be sent to it.
 */
export class Saver {
  readonly #outDir: string;
  readonly #connections: Connections;
  readonly #thread: Executor;
  #folder: Promise<unknown> | undefined;

  constructor(outDir: string, connections: Connections, thread: Executor) {
    this.#outDir = outDir;
    this.#connections = connections;
    this.#thread = thread;
  }

  /**
   * One attempt: streams the content of `url` into the folder. It is written aside and renamed when it is whole, so nobody
   * ever sees half a file, and nothing is left of an attempt that fails.
   *
   * @throws StatusError; DiskError; whatever the network says; the reason of `signal`.
   */
  async save(url: string, signal: AbortSignal): Promise<Saved> {
    // Once for all, and first: without a place to save it nothing needs to be asked for.
    this.#folder ??= mkdir(this.#outDir, { recursive: true }).catch(failForDisk);
    await this.#folder;
    const answer = await this.#connections.get(url, signal);
    const aside = join(this.#outDir, `.${randomUUID()}.part`);
    try {
      const { md5, bytes } = await this.#write(aside, answer);
      const path = join(this.#outDir, savedName(url, md5));
      signal.throwIfAborted();
      await rename(aside, path).catch(failForDisk);
      return { path, md5, bytes };
    } catch (error) {
      // Perhaps nobody has begun to read it, and nobody will.
      answer.destroy();
      // What went wrong first is what there is to tell, not that there is nothing to remove.
      await rm(aside).catch(() => {});
      throw error;
    }
  }

  async #write(path: string, content: AsyncIterable<Buffer>): Promise<Omit<Saved, 'path'>> {
    let bytes = 0;
    let blocks = 0;
    let block: readonly Buffer[] | undefined;
    let hashed: Future<string> | undefined;
    {
      await using file = await open(path, 'wx').catch(failForDisk);
      for await (block of blocksOf(content)) {
        bytes += await writeAll(file, block);
        blocks++;
        // Of what is there by now: the last answer is the one.
        if (blocks > 1) hashed = this.#thread.submit(hashGrowing, path);
      }
    }
    return { md5: (await hashed) ?? md5Of(block!), bytes };
  }
}

/** Few large blocks instead of many small chunks: each is one call to the disk. */
async function* blocksOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let block: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    block.push(chunk);
    bytes += Math.max(chunk.length, CHUNK_BYTES);
    if (bytes < BLOCK_BYTES) continue;
    yield block;
    block = [];
    bytes = 0;
  }
  yield block;
}

/** @returns how many bytes there were. */
async function writeAll(file: FileHandle, block: readonly Buffer[]): Promise<number> {
  const bytes = block.reduce((sum, chunk) => sum + chunk.length, 0);
  const { bytesWritten } = await file.writev(block).catch(failForDisk);
  // The kernel takes less than it is given where it has no room for more.
  if (bytesWritten < bytes) throw new DiskError(new Error(`it took ${bytesWritten} of ${bytes} bytes: is it full?`));
  return bytes;
}

function md5Of(block: readonly Buffer[]): string {
  const hash = createHash('md5');
  for (const chunk of block) hash.update(chunk);
  return hash.digest('hex');
}
