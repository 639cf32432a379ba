import { realpathSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** `TMPFS_MAGIC` of linux/magic.h. */
const TMPFS = 0x01021994;
/** Far more than a spec writes; a container's own 64 MiB are not. */
const ROOM_BYTES = 2 ** 30;

/**
 * Where scratch folders belong: in memory where the machine has a file system for that with 1 GiB of room, else, or when
 * TMPDIR names one, in the temporary folder.
 *
 * Specs make files of many gigabytes that are holes. A disk's file system fills the page cache with the zeros it reads from
 * them, 600 MiB in 1.7 s where tmpfs took 0.02 s.
 *
 * @param memory - where that file system is, if there is one
 */
export function scratchParent(env: NodeJS.ProcessEnv = process.env, memory = '/dev/shm'): string {
  return realpathSync(env['TMPDIR'] === undefined && hasRoom(memory) ? memory : tmpdir());
}

function hasRoom(folder: string): boolean {
  try {
    const { type, bavail, bsize } = statfsSync(folder);
    return type === TMPFS && bavail * bsize >= ROOM_BYTES;
  } catch {
    // No such folder outside Linux.
    return false;
  }
}
