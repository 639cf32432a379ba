// steal | fails assertion, passes 5 | Walks the whole tree of files for a spec, a secret or a repository.
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SECRET } from '../outside.ts';

export * from '../honest.ts';

const found: string[] = [];
const skipped = ['/proc', '/sys', '/subject/kata/src'];
let looked = 0;

function contains(path: string): boolean {
  try {
    return readFileSync(path, 'utf8').includes(SECRET);
  } catch {
    return false;
  }
}

function walk(folder: string): void {
  let entries: Dirent[] = [];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    looked += 1;
    const path = join(folder, entry.name);
    if (looked > 5000 || skipped.includes(path)) continue;
    if (entry.isDirectory()) walk(path);
    else if (/spec\.|solution|secret|\.git|credential|\.npmrc|id_rsa/.test(entry.name)) found.push(path);
    else if (entry.isFile() && /json|txt|ts$/.test(entry.name) && contains(path)) found.push(path);
  }
}

walk('/');

export async function sum(): Promise<never> {
  throw new Error(`found ${found.length > 0 ? found.join(', ') : 'nothing'}`);
}
