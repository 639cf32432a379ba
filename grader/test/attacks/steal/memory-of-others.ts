// steal | fails assertion, passes 5 | Opens the memory, the folders and the descriptors of every other process.
import { openSync, readdirSync, readlinkSync } from 'node:fs';

export * from '../honest.ts';

const found: string[] = [];
const attempt = (what: string, action: () => unknown) => {
  try {
    if (action() !== false) found.push(what);
  } catch {
    // Refused.
  }
};
for (const pid of readdirSync('/proc').filter(Number)) {
  // Process 1 is the launcher: it stands inside the same walls, and knows no more.
  if (pid === '1' || Number(pid) === process.pid) continue;
  attempt(`/proc/${pid}/mem`, () => openSync(`/proc/${pid}/mem`, 'r'));
  attempt(`/proc/${pid}/cwd`, () => !/^\/(subject)?$/.test(readlinkSync(`/proc/${pid}/cwd`)) || false);
  attempt(`/proc/${pid}/fd`, () => readdirSync(`/proc/${pid}/fd`).length > 0);
}
for (const path of ['/proc/kcore', '/dev/mem', '/dev/kmsg', '/dev/sda', '/dev/vda', '/sys/kernel/security']) {
  attempt(path, () => openSync(path, 'r'));
}

export async function sum(): Promise<never> {
  throw new Error(`found ${found.length > 0 ? found.join(', ') : 'nothing'}`);
}
