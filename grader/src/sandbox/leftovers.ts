import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeTree } from './remove-tree.ts';

/** Long enough that a process of another pid namespace, which looks dead from here, has finished its grading. */
const STALE_AFTER_MS = 6 * 3600 * 1000;
const NAME = /^paralelo-(\d+)-/;

/** A name that tells which process made the thing, so that a later one can clear up after a SIGKILL. */
export function ownedName(what: string): string {
  return `paralelo-${process.pid}-${what}`;
}

/** A fresh folder below `parent` that only this user may enter. */
export function makeFolder(what: string, parent: string = tmpdir()): string {
  return mkdtempSync(join(parent, `${ownedName(what)}-`));
}

function isOwnerGone(name: string): boolean {
  const pid = Number(NAME.exec(name)?.[1]);
  if (!pid || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Names in a folder whose makers are gone. */
export function orphanedNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter(isOwnerGone);
  } catch {
    return [];
  }
}

/** Removes what graders that were killed without a chance to clear up have left in the temporary folder. */
export function sweepTemp(folder: string = tmpdir(), staleAfterMs: number = STALE_AFTER_MS): void {
  for (const name of orphanedNames(folder)) {
    const path = join(folder, name);
    try {
      if (Date.now() - statSync(path).mtimeMs >= staleAfterMs) removeTree(path);
    } catch {
      // Somebody else's, or somebody else was quicker.
    }
  }
}
