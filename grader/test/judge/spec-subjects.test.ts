import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SpecSubjects } from '../../src/judge/spec-subjects.ts';
import { SubjectClient, type SubjectOptions } from '../../src/judge/subject-client.ts';
import { SubjectFailure } from '../../src/judge/subject-failure.ts';
import { sentence } from '../../src/report/sentence.ts';

/** Subjects of an isolation that starts none. */
function subjectsThatFail(error: Error, timeouts?: string[]): SpecSubjects {
  const launch = () => Promise.reject(error);
  const options = { isolation: { launch }, stage: {}, limits: {}, scratch: false };
  return new SpecSubjects(options as unknown as SubjectOptions, timeouts);
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

it('after three tests that took too long the rest of the spec is given up, in whatever file it stands', async () => {
  const late = new SubjectFailure('timeout', sentence('late.load', { limit: 1 }));
  const timeouts: string[] = [];
  const said: string[] = [];
  for (let file = 0; file < 5; file++) {
    const subjects = subjectsThatFail(late, timeouts);
    for (let again = 0; again < 2; again++) {
      await subjects.current().catch(() => {});
      said.push((await subjects.endTest(`rule ${file} › ${again}`)).failure!.message);
    }
  }
  expect(said.map((message) => message === late.message)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => i < 3));
  for (const message of said.slice(3))
    expect(message).toMatch(/^Not run.*:\n- rule 0 › 0\n- rule 0 › 1\n- rule 1 › 0$/);
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
