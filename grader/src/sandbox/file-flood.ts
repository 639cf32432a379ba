import { statfsSync, statSync } from 'node:fs';
import { INSIDE } from './bubblewrap-arguments.ts';

/** A tmpfs of a given size still takes any number of empty files, and each costs kernel memory. */
const MOST_FILES = 4096;

/** Whether process `pid` of level `full`, the first of its namespace, has made more than 4096 files. */
export function isFileFlood(pid: number): boolean {
  return [INSIDE.temp, '/dev/shm'].some((folder) => {
    try {
      const inside = `/proc/${pid}/root${folder}`;
      // Until bubblewrap has changed the root, the folder is still the machine's own, however full that is.
      if (statSync(inside).dev === statSync(folder).dev) return false;
      const { files, ffree } = statfsSync(inside);
      return files - ffree > MOST_FILES;
    } catch {
      return false;
    }
  });
}
