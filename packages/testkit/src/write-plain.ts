import { closeSync, constants, ftruncateSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { placeOf } from './place-of.ts';

// Windows has neither; there is nothing to be followed.
const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW = 0, O_DIRECTORY = 0 } = constants;

/**
 * Writes a new file where a submission may write too; folders that are missing are made. A link, also in the place of a folder
 * on the way, is not followed, and nothing that exists is overwritten: a submission that puts something there gets nobody to
 * write elsewhere.
 *
 * @param path - absolute and without a link in it, as everything below `scratch()` should be.
 * @param bytes - how long the file is; what is beyond the content is a hole, which reads as zeros and takes no room
 * @throws Error when something is there already, or when a folder on the way is none.
 * @example
 * writePlain(join(await scratch(), 'in', 'a.txt'), 'text');
 */
export function writePlain(path: string, content: string | Uint8Array, bytes?: number): void {
  inFolder(dirname(resolve(path)), (folder) => {
    const file = openedNew(join(folder, basename(path)), path);
    try {
      writeFileSync(file, content);
      if (bytes !== undefined) ftruncateSync(file, bytes);
    } finally {
      closeSync(file);
    }
  });
}

function openedNew(place: string, path: string): number {
  try {
    return openSync(place, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why =
      code === 'EEXIST' ? 'is there already, and it was not put there by this test' : `cannot be made (${code})`;
    throw new Error(`${path} ${why}; leave the inputs to those who write them`, { cause });
  }
}

/** Calls `act` with a path of the folder that leads there whatever happens to its name meanwhile. Made if it is missing. */
function inFolder(folder: string, act: (place: string) => void): void {
  const fd = openedFolder(folder);
  try {
    const place = placeOf(fd, folder);
    if (place !== folder) throw new Error(`${folder} is ${place}, reached over a link; expected the folder itself`);
    act(process.platform === 'linux' ? `/proc/self/fd/${fd}` : folder);
  } finally {
    closeSync(fd);
  }
}

function openedFolder(folder: string): number {
  const open = () => openSync(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  try {
    return open();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    inFolder(dirname(folder), (parent) => mkdirSync(join(parent, basename(folder))));
    return open();
  }
}
