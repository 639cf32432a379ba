import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { placeOf } from './place-of.ts';

// Windows has neither; there is nothing to be followed or waited for.
const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;

/**
 * Reads a file that a submission may have made. A link, also of a folder on the way, is not followed, a pipe is not waited for,
 * and never more than `maxBytes` are read, however large the file says it is or becomes meanwhile.
 *
 * @param path - absolute and without a link in it, as everything below `scratch()` should be.
 * @throws Error when it is no regular file at that very place, or holds more than `maxBytes`.
 * @example
 * const bytes = await readPlain(join(await scratch(), 'out', 'a.txt.gz'), 1_000_000);
 */
export async function readPlain(path: string, maxBytes: number): Promise<Buffer> {
  await using file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ELOOP' ? 'is a symbolic link' : `cannot be opened (${cause.code})`;
    throw new Error(`${path} ${why}; expected a regular file`, { cause });
  });
  const stats = await file.stat();
  if (!stats.isFile()) throw new Error(`${path} is no regular file; expected one with data in it`);
  const place = placeOf(file.fd, path);
  if (place !== resolve(path)) throw new Error(`${path} is ${place}, reached over a link; expected the file itself`);
  if (stats.size > maxBytes) {
    throw new Error(`${path} holds ${stats.size} bytes; expected at most ${maxBytes}`);
  }
  // Awaited here: the file is closed at the end of this scope.
  return await readAtMost(file, path, maxBytes);
}

const CHUNK_BYTES = 1 << 20;

async function readAtMost(file: FileHandle, path: string, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, bytes);
    if (bytesRead === 0) return Buffer.concat(chunks, bytes);
    bytes += bytesRead;
    if (bytes > maxBytes) throw new Error(`${path} grew beyond ${maxBytes} bytes while it was read`);
    chunks.push(buffer.subarray(0, bytesRead));
  }
}
