import { readlinkSync, realpathSync } from 'node:fs';

/** Where the open file or folder lies. Linux knows it of the descriptor, so that nobody can swap a folder in between. */
export function placeOf(fd: number, path: string): string {
  return process.platform === 'linux' ? readlinkSync(`/proc/self/fd/${fd}`) : realpathSync(path);
}
