import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stands before the gate under a name, which several may share. The file appears with its content: whoever sees it can read it. */
export function arrive(path: string, name: string, who: string): void {
  const draft = join(path, `.${name}.${who}`);
  writeFileSync(draft, who);
  renameSync(draft, join(path, name));
}

/** Whether the gate is open; one that was removed with its test is. */
export function isOpen(path: string): boolean {
  return existsSync(join(path, 'open')) || !existsSync(path);
}
