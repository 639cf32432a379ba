import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The absolute path of a program on PATH or in the usual system folders, `undefined` when it is not installed. */
export async function findProgram(name: string): Promise<string | undefined> {
  // An ordinary user's PATH may leave out sbin, and a cleaned environment may have no PATH at all.
  const { PATH = '' } = process.env;
  const folders = [...PATH.split(delimiter), '/usr/bin', '/bin', '/usr/sbin', '/sbin'];
  for (const folder of folders) {
    if (!folder.startsWith('/')) continue;
    const path = join(folder, name);
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return undefined;
}

/**
 * The shared libraries the given programs are linked against, the dynamic loader included, as absolute paths.
 *
 * @throws when `ldd` is missing or fails.
 */
export async function librariesOf(programs: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run('ldd', [...programs]);
  const libraries = new Set<string>();
  for (const line of stdout.split('\n')) {
    // `libm.so.6 => /lib/libm.so.6 (0x…)` or `/lib64/ld-linux-x86-64.so.2 (0x…)`; the headings end in a colon.
    const path = /(?:^\s+|=> )(\/\S+) \(0x/.exec(line)?.[1];
    if (path) libraries.add(path);
  }
  return [...libraries];
}
