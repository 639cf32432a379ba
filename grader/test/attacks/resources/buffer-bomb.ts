// resources | fails memory, passes 5 | Fills memory outside the heap, up to a gigabyte.
import { setTimeout } from 'node:timers/promises';

export * from '../honest.ts';

export async function sum(): Promise<never> {
  const kept: Buffer[] = [];
  while (kept.length < 64) {
    kept.push(Buffer.alloc(16 * 1024 * 1024, 1));
    await setTimeout(5);
  }
  return new Promise(() => {});
}
