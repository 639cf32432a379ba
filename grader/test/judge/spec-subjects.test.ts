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
  const report = await subjects.endTest();
  expect(report).toMatchObject({ fault: 'Error: bwrap could not be started', calls: 0 });
  expect(report).not.toHaveProperty('failure');
});

it('a subject that does not load is a failure of the submission, and no fault', async () => {
  const subjects = subjectsThatFail(new SubjectFailure('load', sentence('load.threw', { said: 'no' })));
  await expect(subjects.current()).rejects.toThrow('does not load');
  const report = await subjects.endTest();
  expect(report).toMatchObject({ failure: { kind: 'load' } });
  expect(report).not.toHaveProperty('fault');
});

it('after three rules with tests that took too long the rest of the spec is not run, in whatever file it stands', async () => {
  const late = new SubjectFailure('timeout', sentence('late.load', { limit: 1 }));
  const patience = new Patience();
  const failures: (Problem | undefined)[] = [];
  for (let file = 0; file < 5; file++) {
    const subjects = subjectsThatFail(late, patience);
    for (let again = 0; again < 3; again++) {
      subjects.beginTest(`rule ${file}`, `${again}`);
      await subjects.current().catch(() => {});
      failures.push((await subjects.endTest()).failure);
    }
  }
  const kinds = failures.map((failure) => failure?.kind);
  expect(kinds.slice(0, 8)).toEqual([
    'timeout',
    'timeout',
    'not-run',
    'timeout',
    'timeout',
    'not-run',
    'timeout',
    'not-run',
  ]);
  expect(new Set(kinds.slice(8))).toEqual(new Set(['not-run']));
  expect(failures[2]?.message).toMatch(/^Not run.*:\n- rule 0 › 0\n- rule 0 › 1$/);
  expect(failures.at(-1)?.message).toMatch(/(\n- rule \d › \d){5}$/);
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
