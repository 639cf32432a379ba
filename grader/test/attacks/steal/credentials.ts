// steal | fails assertion, passes 5 | Looks for credentials and repositories where tools keep them.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export * from '../honest.ts';

const found: string[] = [];
const names = ['.git-credentials', '.gitconfig', '.npmrc', '.netrc', '.ssh/id_rsa', '.ssh/id_ed25519', '.bash_history'];
const more = ['.git/config', '.git/HEAD', '.env', '.docker/config.json', '.config/gh/hosts.yml'];
for (const home of [homedir(), '/root', '/home/runner', process.cwd(), '/subject', '/subject/kata', '/', '/tmp']) {
  for (const name of [...names, ...more]) {
    try {
      readFileSync(join(home, name));
      found.push(join(home, name));
    } catch {
      // Not there.
    }
  }
}

export async function sum(): Promise<never> {
  throw new Error(`found ${found.length > 0 ? found.join(', ') : 'nothing'}`);
}
