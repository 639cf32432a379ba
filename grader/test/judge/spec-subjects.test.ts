import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Patience } from '../../src/judge/patience.ts';
import { SpecSubjects } from '../../src/judge/spec-subjects.ts';
import { SubjectClient, type SubjectOptions } from '../../src/judge/subject-client.ts';
import { SubjectFailure } from '../../src/judge/subject-failure.ts';
import type { Problem } from '../../src/report/result.ts';
import { sentence } from '../../src/report/sentence.ts';

/** Subjects of an isolation that starts none. */
function subjectsThatFail(error: Error, patience?: Patience): SpecSubjects {
  const launch = () => Promise.reject(error);
  const options = { isolation: { launch }, stage: {}, limits: {}, scratch: false };
  return new SpecSubjects(options as unknown as SubjectOptions, patience);
}

it('a subject that this machine cannot start is no failure of the submission, but a fault', async () => {
  const subjects = subjectsThatFail(new Error('bwrap could not be started'));
  await expect(subjects.current()).rejects.toThrow('could not be started');
  const report = await subjects.endTest('a › first');
  expect(report).toMatchObject({ fault: 'Error: bwrap could not be started', calls: 0 });
  expect(report).not.toHaveProperty('failure');
});

it('a subject that does not load is a failure of the submission, and no fault', async () => {
  const subjects = subjectsThatFail(new SubjectFailure('load', sentence('load.threw', { said: 'no' })));
  await expect(subjects.current()).rejects.toThrow('does not load');
  const report = await subjects.endTest('a › first');
  expect(report).toMatchObject({ failure: { kind: 'load' } });
  expect(report).not.toHaveProperty('fault');
});

it('after three tests that took too long the rest of the spec is not run, in whatever file it stands', async () => {
  const late = new SubjectFailure('timeout', sentence('late.load', { limit: 1 }));
  const patience = new Patience();
  const failures: (Problem | undefined)[] = [];
  for (let file = 0; file < 5; file++) {
    const subjects = subjectsThatFail(late, patience);
    for (let again = 0; again < 2; again++) {
      await subjects.current().catch(() => {});
      failures.push((await subjects.endTest(`rule ${file} › ${again}`)).failure);
    }
  }
  expect(failures.slice(0, 3)).toEqual([late.problem, late.problem, late.problem]);
  expect(failures.slice(3).map((failure) => failure?.kind)).toEqual(Array.from({ length: 7 }, () => 'not-run'));
  for (const failure of failures.slice(3))
    expect(failure?.message).toMatch(/^Not run.*:\n- rule 0 › 0\n- rule 0 › 1\n- rule 1 › 0$/);
});

it('a scratch folder is filled before the subject that shares it is there', async () => {
  const order: string[] = [];
  const launch = () => {
    order.push('launched');
    return Promise.reject(new Error('not here'));
  };
  const options = { isolation: { launch }, stage: {}, limits: {}, scratch: true } as unknown as SubjectOptions;
  const prepare = (folder: string) => void order.push(existsSync(folder) ? 'prepared' : 'missing');
  await expect(SubjectClient.start(options, prepare)).rejects.toThrow('not here');
  expect(order).toEqual(['prepared', 'launched']);
});
