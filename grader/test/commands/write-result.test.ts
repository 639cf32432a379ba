import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { writeResult } from '../../src/commands/write-result.ts';
import { kataResult, resultOf } from '../report/support/sample-results.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'write-result-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('what goes wrong while a result is written', () => {
  it('is not blamed on the folder where the result breaks its own schema, and leaves nothing there', async () => {
    const broken = { ...resultOf([kataResult()]), points: Number.NaN };
    await expect(writeResult(dir, broken)).rejects.toThrow(ZodError);
    expect(await readdir(dir)).toEqual([]);
  });

  it('is the folder where it cannot be written to', async () => {
    const gone = join(dir, 'gone');
    await expect(writeResult(gone, resultOf([kataResult()]))).rejects.toThrow(/cannot be written to/);
  });
});
