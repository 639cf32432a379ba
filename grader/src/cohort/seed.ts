import { randomInt } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sentence } from '../report/sentence.ts';
import { UsageError } from '../usage-error.ts';

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
 *
 * @throws {UsageError} when what is kept is no seed, since another one would grade everybody anew, or cannot be written.
 */
export async function cohortSeed(
  out: string,
  { seed, fresh }: { readonly seed?: number; readonly fresh: boolean },
): Promise<number> {
  const path = join(out, FILE);
  const chosen = seed ?? (fresh ? undefined : await keptSeed(path)) ?? randomInt(2 ** 32);
  const aside = join(out, `.seed-${process.pid}.json`);
  try {
    await writeFile(aside, `${JSON.stringify({ seed: chosen })}\n`);
    await rename(aside, path);
  } catch (cause) {
    throw new UsageError(sentence('usage.unwritable', { dir: out, said: (cause as Error).message }), { cause });
  }
  return chosen;
}

async function keptSeed(path: string): Promise<number | undefined> {
  try {
    return RunSchema.parse(JSON.parse(await readFile(path, 'utf8'))).seed;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(sentence('cohort.noSeed', { path }), { cause });
  }
}
