import {
  chownSync,
  constants,
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from './leftovers.ts';

/** A folder or file as a subject's user can read it. */
export interface View {
  readonly path: string;
  /** Removes what was made for the view; nothing when the original serves. */
  remove(): void;
}

const TRAVERSABLE = 0o001;
const READABLE = 0o004;

function isReachable(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & TRAVERSABLE) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function isReadable(path: string): boolean {
  const { mode } = statSync(path);
  if ((mode & READABLE) === 0) return false;
  if (!statSync(path).isDirectory()) return true;
  if ((mode & TRAVERSABLE) === 0) return false;
  return readdirSync(path, { withFileTypes: true }).every(
    (entry) => entry.isSymbolicLink() || isReadable(join(path, entry.name)),
  );
}

function copyFor(uid: number, source: string, target: string): void {
  mkdirSync(target, { mode: 0o700 });
  for (const entry of readdirSync(source, { withFileTypes: true })) {
    const [from, to] = [join(source, entry.name), join(target, entry.name)];
    if (entry.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
    else if (entry.isDirectory()) copyFor(uid, from, to);
    else if (entry.isFile()) {
      copyFileSync(from, to, constants.COPYFILE_FICLONE);
      chownSync(to, uid, uid);
    }
  }
  chownSync(target, uid, uid);
}

/** The first temporary folder every user can reach. */
export function commonTemp(): string {
  const found = [tmpdir(), '/tmp', '/var/tmp', '/dev/shm'].find((folder) => {
    try {
      return isReachable(join(realpathSync(folder), 'x'));
    } catch {
      return false;
    }
  });
  if (!found)
    throw new Error(
      'No temporary folder is open to every user: expected /tmp to have mode 1777; run `chmod 1777 /tmp`.',
    );
  return realpathSync(found);
}

/**
 * A view of `original` that the user `uid` can read. The original is never changed: when its own permissions, or those
 * of a folder above it, keep that user out, a copy is made (for a single file a hard link, where the disk allows it).
 */
export function viewFor(uid: number | undefined, original: string): View {
  const path = realpathSync.native(original);
  if (uid === undefined || (isReachable(path) && isReadable(path))) return { path, remove: () => {} };
  const folder = makeFolder('view', commonTemp());
  chownSync(folder, uid, uid);
  const target = join(folder, basename(path));
  if (statSync(path).isDirectory()) copyFor(uid, path, target);
  else {
    try {
      if (!isReadable(path)) throw new Error('a link would share the permissions that keep the user out');
      linkSync(path, target);
    } catch {
      copyFileSync(path, target, constants.COPYFILE_FICLONE);
      chownSync(target, uid, uid);
    }
  }
  return { path: target, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
