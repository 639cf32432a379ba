// resources | fails limit or crash or memory or timeout or assertion, passes 5 | Starts threads until none more is given; eighty at most.
import { Worker } from 'node:worker_threads';

export * from '../../honest.ts';

export function sum(): Promise<never> {
  for (let i = 0; i < 80; i += 1) new Worker(new URL('./idle.ts', import.meta.url)).on('error', () => {});
  return new Promise(() => {});
}
