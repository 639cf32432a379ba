// forge | harmless, passes 7 | Signals its parent, process 1 and every number in reach but its own.
import { existsSync } from 'node:fs';
import { onlyInsideWalls } from '../walls.ts';

export * from '../honest.ts';

onlyInsideWalls();
const numbers = new Set([process.ppid, ...Array.from({ length: 400 }, (_, pid) => pid + 1)]);
for (const pid of numbers) {
  // A signal to one of its own threads is a signal to itself.
  if (pid === 0 || existsSync(`/proc/self/task/${pid}`)) continue;
  for (const signal of ['SIGUSR1', 'SIGTERM', 'SIGSTOP', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      // Nobody of that number in here.
    }
  }
}
