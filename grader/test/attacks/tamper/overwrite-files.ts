// tamper | harmless, passes 7 | Overwrites the spec, its own stage, the host and the programs it runs on.
import { appendFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as honest from '../honest.ts';
import { MARK, scratch, secretFiles } from '../outside.ts';
import { onlyInsideWalls } from '../walls.ts';

export * from '../honest.ts';

onlyInsideWalls();
const done: string[] = [];
const attempt = (what: string, action: () => void) => {
  try {
    action();
    done.push(what);
  } catch {
    // What the judge must see to.
  }
};
const stage = process.cwd();
const files = [...secretFiles, join(stage, 'host/host.ts'), join(stage, 'kata/src/index.ts'), process.execPath];
for (const file of files) {
  // What proves that it could, and does no harm if it can.
  attempt(`append to ${file}`, () => appendFileSync(file, ''));
  attempt(`touch ${file}`, () => utimesSync(file, 0, 0));
}
for (const folder of [stage, scratch, '/', '/usr/bin', '/var/tmp', '/proc/self', ...secretFiles.map(dirname)]) {
  attempt(`write into ${folder}`, () => writeFileSync(join(folder, MARK), MARK));
  attempt(`link into ${folder}`, () => symlinkSync('/', join(folder, MARK)));
}

export async function sum(numbers: readonly number[]): Promise<number> {
  if (done.length > 0) throw new Error(`could ${done.join(', ')}`);
  return honest.sum(numbers);
}
