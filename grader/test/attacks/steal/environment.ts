// steal | fails assertion, passes 5 | Reads its own environment, everybody's in /proc, and every command line.
import { readdirSync, readFileSync } from 'node:fs';
import { graderPid, SECRET } from '../outside.ts';

export * from '../honest.ts';

const found: string[] = [];
const secret = new RegExp(`${SECRET}|GITHUB_|TOKEN|SECRET|KATA_SEED|paralelo-stage`);
const own = Object.entries(process.env).map(([name, value]) => `${name}=${value}`);
found.push(...own.filter((entry) => secret.test(entry)));
for (const pid of [...readdirSync('/proc'), String(process.ppid), String(graderPid)]) {
  for (const file of ['environ', 'cmdline']) {
    try {
      if (secret.test(readFileSync(`/proc/${pid}/${file}`, 'utf8'))) found.push(`/proc/${pid}/${file}`);
    } catch {
      // Not a process, or not ours.
    }
  }
}

export async function sum(): Promise<never> {
  throw new Error(`found ${found.length > 0 ? found.join(', ') : 'nothing'}`);
}
