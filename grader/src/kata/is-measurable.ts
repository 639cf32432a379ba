import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kata } from './kata-schema.ts';

/** What a speedup is measured with, relative to the kata: the workload and, for computing, the program to compare with. */
export function measuringFiles({ speedup }: Pick<Kata, 'speedup'>): string[] {
  return ['spec/speedup.ts', ...(speedup.kind === 'cpu' ? ['spec/baseline.ts'] : [])];
}

/** Whether the speedup can be measured from this checkout. A repository for students lacks what would give a kata away. */
export async function isMeasurable(kata: Kata): Promise<boolean> {
  const there = await Promise.all(
    measuringFiles(kata).map((file) =>
      access(join(kata.dir, file)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return there.every(Boolean);
}
