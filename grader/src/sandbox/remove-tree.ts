import { chmodSync, lstatSync, mkdtempSync, readdirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { childPath } from './child-path.ts';

/**
 * Removes a folder that hostile programs have filled, after they are dead: follows no link, opens what was closed to us, minds
 * no name, and gets to the bottom of folders nested deeper than a path can be long, since every folder is moved up first.
 */
export function removeTree(folder: string): void {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats?.isDirectory()) removeFolder(folder);
  else if (stats !== undefined) unlinkSync(folder);
}

function removeFolder(folder: string): void {
  const pit = Buffer.from(mkdtempSync(`${folder}-`));
  const pending: Buffer[] = [];
  const moveUp = (from: Buffer | string) => {
    // Moving a folder means writing its "..": its own permissions count.
    chmodSync(from, 0o700);
    const to = childPath(pit, Buffer.from(String(moved++)));
    renameSync(from, to);
    pending.push(to);
  };
  let moved = 0;
  moveUp(folder);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const entry of readdirSync(next, { withFileTypes: true, encoding: 'buffer' })) {
      const path = childPath(next, entry.name);
      if (entry.isDirectory()) moveUp(path);
      else unlinkSync(path);
    }
    rmdirSync(next);
  }
  rmdirSync(pit);
}
