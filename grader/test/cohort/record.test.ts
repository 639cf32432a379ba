import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Basis, keptResult, writeRecord } from '../../src/cohort/record.ts';
import { writeResult } from '../../src/commands/write-result.ts';
import type { KataResult, Result } from '../../src/report/result.ts';
import { faultyKata, kataResult, resultOf, slowKata } from '../report/support/sample-results.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'record-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const basis: Basis = {
  grader: 'g',
  katas: ['03-primes-sieve'],
  phases: 'both',
  seed: 7,
  isolation: 'full',
  submission: 's',
};

/** What is kept of ada's result on these katas. */
async function keptOf(katas: readonly KataResult[], more: Partial<Result> = {}): Promise<Result | undefined> {
  await writeResult(dir, { ...resultOf([...katas]), subject: 'ada', ...more });
  await writeRecord(dir, basis);
  return keptResult(dir, basis, 'ada');
}

describe('a verdict is kept', () => {
  it('whether it passed or failed', async () => {
    expect(await keptOf([kataResult()])).toMatchObject({ status: 'passed', subject: 'ada' });
    expect(await keptOf([slowKata])).toMatchObject({ status: 'failed' });
  });

  it.each([
    ['with a fault of ours alone', [faultyKata], {}],
    ['with a fault of ours beside a failure of the student’s', [slowKata, faultyKata], { status: 'failed' }],
    ['that was interrupted', [kataResult()], { interrupted: true }],
    ['of somebody else, whose folder has the same name on this disk', [kataResult()], { subject: 'Ada' }],
  ] as const)('but none %s', async (_, katas, more) => {
    expect(await keptOf(katas, more)).toBeUndefined();
  });

  it('but none that stands on something else', async () => {
    await keptOf([kataResult()]);
    expect(await keptResult(dir, { ...basis, submission: 'other' }, 'ada')).toBeUndefined();
  });
});
