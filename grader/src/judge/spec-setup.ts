/** Setup file of a graded spec: a fresh subject around every test, and what the judge saw of it decides too. */
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { inEnglish, sentence } from '../report/sentence.ts';
import { openIsolation } from '../sandbox/choose-isolation.ts';
import { PROVIDED_JOB } from './judge-job.ts';
import { provideToSpecs } from './spec-providers.ts';
import { openSubjects, patienceWithSpec, SpecSubjects, type SubjectReport } from './spec-subjects.ts';

declare module 'vitest' {
  interface TaskMeta {
    subject?: SubjectReport;
  }
}

const job = inject(PROVIDED_JOB);
process.env['KATA_SEED'] = String(job.seed);
const { limits, network, scratch } = job.kata;
let subjects: SpecSubjects;

/**
 * What a spec expected, or a submission threw, in a promise that nobody waits for yet. It is a failure of the test in which it
 * happened, as of any other promise; Vitest would take it for trouble of its own, which costs the whole verdict.
 */
const unheard: unknown[] = [];
const keepUnheard = (reason: unknown): void => void unheard.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', keepUnheard);
  const isolation = await openIsolation(job.level);
  subjects = new SpecSubjects({ isolation, stage: job.submission, limits, network, scratch }, patienceWithSpec);
  openSubjects(subjects);
  provideToSpecs(job.kata.exports);
});

beforeEach(({ task }) => {
  const [rule = '', ...name] = task.fullTestName.split(' > ');
  subjects.beginTest(rule, name.join(' > '));
});

afterEach(async ({ task }) => {
  const report = await subjects.endTest();
  task.meta.subject = report;
  // A dead subject looks like a rejected promise, and a spec may have been happy with one.
  if (report.failure) throw new Error(report.failure.message);
  for (const reason of unheard.splice(0)) throw reason;
  if (report.calls === 0) throw new Error(inEnglish([sentence('unused')]));
});

afterAll(async () => {
  process.off('unhandledRejection', keepUnheard);
  openSubjects(undefined);
  await subjects.close();
});
