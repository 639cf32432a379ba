// tamper | harmless, passes 7 | Leaves code for the next subject: compile cache, package.json, NODE_OPTIONS, a preload.
import { mkdirSync, writeFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export * from '../honest.ts';

const attempt = (action: () => void) => {
  try {
    action();
  } catch {
    // Read-only.
  }
};
attempt(() => void enableCompileCache(join(tmpdir(), 'cache')));
const hook = join(tmpdir(), 'preload.mjs');
attempt(() => writeFileSync(hook, 'process.exit(0);'));
process.env['NODE_OPTIONS'] = `--import ${hook}`;
process.env['LD_PRELOAD'] = hook;
for (const folder of ['/subject', '/subject/kata', '/subject/kata/src', tmpdir(), process.cwd()]) {
  attempt(() => writeFileSync(join(folder, 'package.json'), '{"type":"module","imports":{"#kata":"./x.js"}}'));
  attempt(() => void mkdirSync(join(folder, 'node_modules/vitest'), { recursive: true }));
}
