import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cohortSeed } from '../../src/cohort/seed.ts';
import { UsageError } from '../../src/usage-error.ts';

let out: string;
const path = () => join(out, 'cohort.json');
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'seed-'));
});
afterEach(() => rm(out, { recursive: true, force: true }));

describe('the seed of a cohort', () => {
  it('is kept, so that a run which is gone on with has the same inputs', async () => {
    const seed = await cohortSeed(out, { fresh: false });
    expect(await cohortSeed(out, { fresh: false })).toBe(seed);
    expect(await readdir(out)).toEqual(['cohort.json']);
  });

  it('is the one that is asked for, and stays', async () => {
    await cohortSeed(out, { seed: 42, fresh: false });
    expect(await cohortSeed(out, { fresh: false })).toBe(42);
  });

  it.each(['', '{"se', '{"seed":-1}', '{"seed":1,"more":2}', '[]'])(
    'is no other one where what is kept is broken, which would grade everybody anew: %j',
    async (text) => {
      await writeFile(path(), text);
      await expect(cohortSeed(out, { fresh: false })).rejects.toThrow(UsageError);
      await expect(cohortSeed(out, { fresh: false })).rejects.toThrow(
        /cohort\.json .*seed.*Give --seed .* or --fresh to grade everybody anew/,
      );
      expect(await readFile(path(), 'utf8')).toBe(text);
    },
  );

  it.each([{ fresh: true }, { fresh: false, seed: 7 }])(
    'is written over a broken one where it is told to: %j',
    async (how) => {
      await writeFile(path(), '{"se');
      expect(await cohortSeed(out, how)).toBe(await cohortSeed(out, { fresh: false }));
    },
  );

  it.each([{ fresh: false }, { fresh: true }])('cannot lie where a folder is: %j', async (how) => {
    await mkdir(path());
    await expect(cohortSeed(out, how)).rejects.toThrow(UsageError);
  });
});
