// forge | harmless, passes 7 | Leaves a daemon that would rewrite the verdict after the grading.
import { spawn } from 'node:child_process';
import { MARK, scratch } from '../outside.ts';

export * from '../honest.ts';

const later = `
  const { writeFileSync } = require('node:fs');
  setInterval(() => {
    for (const folder of [${JSON.stringify(scratch)}, '/tmp', '/var/tmp', '/dev/shm']) {
      try { writeFileSync(folder + '/${MARK}', 'rewritten'); } catch {}
    }
  }, 20);`;
// A child that starts another one and ends: nobody is left to wait for the second.
const sooner = `
  const options = { detached: true, stdio: 'ignore', env: {} };
  require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(later)}, '${MARK}'], options).unref();`;
spawn(process.execPath, ['-e', sooner, MARK], { detached: true, stdio: 'ignore', env: {} }).unref();
