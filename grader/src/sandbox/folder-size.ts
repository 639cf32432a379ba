import { type Dirent, lstatSync, readdirSync, statSync } from 'node:fs';
import { childPath } from './child-path.ts';
import type { LaunchRequest } from './isolation.ts';

const BYTES_PER_MB = 1024 * 1024;
const BYTES_PER_BLOCK = 512;
/** A folder with more entries than this is a flood, however small they are; it also bounds the cost of looking. */
const MOST_ENTRIES = 4096;

const isGone = (error: unknown) => ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/** @throws unless the folder could be read or is gone. */
function list(folder: Buffer): readonly Dirent<Buffer>[] {
  try {
    return readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

/**
 * Whether a folder takes up more disk than the limit; what vanishes while it is counted does not count. A folder that cannot
 * be looked into, be it closed or too deep, hides something: it is over.
 *
 * @param elsewhereBytes - counted on top
 */
export function isFolderOver(folder: string, limitMb: number, elsewhereBytes = 0): boolean {
  const pending: Buffer[] = [Buffer.from(folder)];
  let room = limitMb * BYTES_PER_MB - elsewhereBytes;
  let entries = 0;
  try {
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const entry of list(next)) {
        entries += 1;
        const path = childPath(next, entry.name);
        if (entry.isDirectory()) pending.push(path);
        // Blocks, not length: a sparse file costs what it holds.
        else room -= (lstatSync(path, { throwIfNoEntry: false })?.blocks ?? 0) * BYTES_PER_BLOCK;
        if (room < 0 || entries > MOST_ENTRIES) return true;
      }
    }
  } catch {
    return true;
  }
  return room < 0;
}

/** Bytes of files on the disk of `folder` that processes hold open after they have removed their names. */
function heldBytes(folder: string, pids: Iterable<number>): number {
  const dev = statSync(folder, { throwIfNoEntry: false })?.dev;
  const held = new Map<number, number>();
  for (const pid of pids) {
    try {
      for (const name of readdirSync(`/proc/${pid}/fd`)) {
        const stats = statSync(`/proc/${pid}/fd/${name}`, { throwIfNoEntry: false });
        if (stats?.isFile() && stats.nlink === 0 && stats.dev === dev) {
          held.set(stats.ino, stats.blocks * BYTES_PER_BLOCK);
        }
      }
    } catch {
      // The process is gone, or there is no /proc.
    }
  }
  return held.values().reduce((sum, bytes) => sum + bytes, 0);
}

/** Whether the scratch folder of a subject takes up more disk than its limit, nameless files of its processes included. */
export function isScratchOver({ scratch, limits }: LaunchRequest, pids: Iterable<number>): boolean {
  return scratch !== undefined && isFolderOver(scratch, limits.diskMb, heldBytes(scratch, pids));
}
