import { randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const FILE = 'cohort.json';
const RunSchema = z.strictObject({
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1),
});

/**
 * The seed of a cohort: the one that was asked for, else the one of the run in `out` that is gone on with, else a new one. It is
 * kept in `out`, so that all of a cohort get the same inputs over however many runs.
 */
export async function cohortSeed(
  out: string,
  { seed, fresh }: { readonly seed?: number; readonly fresh: boolean },
): Promise<number> {
  const path = join(out, FILE);
  const chosen = seed ?? (fresh ? undefined : await keptSeed(path)) ?? randomInt(2 ** 32);
  await writeFile(path, `${JSON.stringify({ seed: chosen })}\n`);
  return chosen;
}

async function keptSeed(path: string): Promise<number | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  try {
    return RunSchema.safeParse(JSON.parse(text)).data?.seed;
  } catch {
    return undefined;
  }
}
