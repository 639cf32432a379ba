// steal | fails assertion, passes 5 | Looks for descriptors that were left open for it.
import { readdirSync, readlinkSync } from 'node:fs';

export * from '../honest.ts';

const found: string[] = [];
const ordinary = /^(socket:|pipe:|anon_inode:|\/dev\/(null|urandom)|\/proc\/|\/subject)/;
for (const descriptor of readdirSync('/proc/self/fd')) {
  try {
    const to = readlinkSync(`/proc/self/fd/${descriptor}`);
    if (!ordinary.test(to)) found.push(`${descriptor} -> ${to}`);
  } catch {
    // The one that the listing itself used.
  }
}

export async function sum(): Promise<never> {
  throw new Error(`found ${found.length > 0 ? found.join(', ') : 'nothing'}`);
}
