// forge | fails crash, passes 5 | Ends, and leaves the channel to a child that outlives it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { MARK } from '../outside.ts';

export * from '../honest.ts';

export async function sum(): Promise<never> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 50)', MARK], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 3, 4, 5],
  });
  await once(child, 'spawn');
  process.exit(0);
}
