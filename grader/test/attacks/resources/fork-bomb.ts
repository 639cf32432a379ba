// resources | fails limit or crash or timeout, passes 5 | Starts processes until it is stopped; sixty at most, to be a good guest.
import { spawn } from 'node:child_process';
import { MARK } from '../outside.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  for (let i = 0; i < 60; i += 1) {
    spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', MARK], { stdio: 'ignore', detached: true });
  }
  return new Promise(() => {});
}
