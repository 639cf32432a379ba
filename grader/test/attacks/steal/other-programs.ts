// steal | fails assertion, passes 5 | Starts what could help: shells, sudo, set-uid programs, namespaces of its own.
import { spawnSync } from 'node:child_process';
import { onlyInsideWalls } from '../walls.ts';

export * from '../honest.ts';

onlyInsideWalls();
const found: string[] = [];
for (const [program = '', ...args] of [
  ['sh', '-c', 'id'],
  ['/bin/bash', '-c', 'id'],
  ['sudo', '-n', 'id'],
  ['su', '-c', 'id'],
  ['unshare', '-Urm', 'mount', '-t', 'tmpfs', 'none', '/tmp'],
  ['unshare', '-Ur', 'id'],
  ['bwrap', '--bind', '/', '/', 'id'],
  ['git', 'log', '-1'],
  ['/usr/bin/prlimit', '--nproc=unlimited', '/usr/bin/node', '-e', ''],
]) {
  if (spawnSync(program, args).status === 0) found.push(program);
}

export async function sum(): Promise<never> {
  throw new Error(`found ${found.length > 0 ? found.join(', ') : 'nothing'}`);
}
