import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { MAX_RESULT_CHARS, parseResult } from '../report/json.ts';
import type { Result } from '../report/result.ts';
import { UsageError } from '../usage-error.ts';
import { isOurFault } from './standing.ts';

/** All that a verdict stands on: equal ones give equal verdicts, up to what a measurement varies. */
export const BasisSchema = z.strictObject({
  grader: z.string(),
  katas: z.array(z.string()),
  phases: z.enum(['both', 'spec', 'speedup']),
  seed: z.int(),
  isolation: z.enum(['full', 'process']),
  /** Of the files that were handed in. */
  submission: z.string(),
});
export type Basis = z.infer<typeof BasisSchema>;

/** `graded.json`, beside the `result.json` that it is about. */
const RecordSchema = z.strictObject({ basis: BasisSchema, resultSha256: z.string() });

const RESULT = 'result.json';
const RECORD = 'graded.json';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Says that the `result.json` in `dir` is finished and stands on `basis`. Written last, and renamed: half of one is none. */
export async function writeRecord(dir: string, basis: Basis): Promise<void> {
  const resultSha256 = sha256(await readFile(join(dir, RESULT)));
  const aside = join(dir, `.graded-${process.pid}.json`);
  await writeFile(aside, `${JSON.stringify({ basis, resultSha256 }, null, 2)}\n`);
  await rename(aside, join(dir, RECORD));
}

/** Before anything of `dir` is written anew. */
export async function removeRecord(dir: string): Promise<void> {
  await rm(join(dir, RECORD), { force: true });
}

/**
 * The result of `student` in `dir` when it is finished, valid and stands on `basis`. One in which any kata ended with a fault
 * of ours is none to keep, nor one of somebody else, whose name is the same folder on this disk. Whatever else is wrong with
 * the files, the answer is to grade again.
 */
export async function keptResult(dir: string, basis: Basis, student: string): Promise<Result | undefined> {
  const record = RecordSchema.safeParse(await readJson(join(dir, RECORD)));
  if (!record.success || !isDeepStrictEqual(record.data.basis, basis)) return undefined;
  const bytes = await readFile(join(dir, RESULT)).catch(() => undefined);
  if (!bytes || bytes.length > 3 * MAX_RESULT_CHARS || sha256(bytes) !== record.data.resultSha256) return undefined;
  try {
    const result = parseResult(bytes.toString('utf8'));
    const { subject, interrupted, katas } = result;
    return subject !== student || interrupted || katas.some(isOurFault) ? undefined : result;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}
