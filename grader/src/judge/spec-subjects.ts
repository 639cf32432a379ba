/**
 * The subjects of a spec run: a fresh one per test, the next one warming up while a test runs. Lives in the vitest worker
 * of the judge, where `spec-setup.ts` opens and closes it around every test.
 */
import { performance } from 'node:perf_hooks';
import type { Problem } from '../report/result.ts';
import { sentence } from '../report/sentence.ts';
import { Patience } from './patience.ts';
import { SubjectClient, type SubjectOptions } from './subject-client.ts';
import { SubjectFailure } from './subject-failure.ts';

/** What the judge saw of the subject of one test, besides what the spec asserted. */
export interface SubjectReport {
  readonly failure?: Problem;
  /** Why there was no subject, where that is nothing that a submission can do. */
  readonly fault?: string;
  readonly calls: number;
  readonly callMs: number;
  /** Time the test waited for its subject to load. */
  readonly loadMs: number;
  readonly printed: string;
  /** The first error that the submission itself rejected a call with. */
  readonly rejection?: string;
}

/** Of all files of a spec together: this thread runs one spec and no other. */
export const patienceWithSpec = new Patience();

/** A start whose failure is kept until somebody awaits it. */
function startQuietly(options: SubjectOptions): Promise<SubjectClient> {
  const started = SubjectClient.start(options);
  started.catch(() => {});
  return started;
}

function failureReport(error: unknown): Pick<SubjectReport, 'failure' | 'fault'> {
  return error instanceof SubjectFailure ? { failure: error.problem } : { fault: String(error) };
}

export class SpecSubjects {
  readonly #options: SubjectOptions;
  #spare: Promise<SubjectClient> | undefined;
  #current: Promise<SubjectClient> | undefined;
  #loadMs = 0;
  readonly #patience: Patience;
  #test = { rule: '', name: '' };

  constructor(options: SubjectOptions, patience: Patience = new Patience()) {
    this.#options = options;
    this.#patience = patience;
  }

  /** From now on `test` runs, of `rule`. */
  beginTest(rule: string, test: string): void {
    this.#test = { rule, name: test };
  }

  /** The subject of the running test; started at the first use. @throws {SubjectFailure} when it does not load. */
  async current(): Promise<SubjectClient> {
    if (this.#current === undefined) {
      const since = performance.now();
      this.#current = this.#patience.isOver(this.#test.rule) ? this.#givenUp() : this.#takeSpare();
      await this.#current.finally(() => {
        this.#loadMs += performance.now() - since;
      });
      this.#spare = startQuietly(this.#options);
    }
    return this.#current;
  }

  #takeSpare(): Promise<SubjectClient> {
    const spare = this.#spare ?? startQuietly(this.#options);
    this.#spare = undefined;
    return spare;
  }

  #givenUp(): Promise<SubjectClient> {
    const checks = this.#patience.late.map((name) => `- ${name}`).join('\n');
    return Promise.reject(new SubjectFailure('not-run', sentence('late.givenUp', { checks })));
  }

  /** Ends the subject of the running test and tells what became of it. */
  async endTest(): Promise<SubjectReport> {
    const started = this.#current;
    const loadMs = this.#loadMs;
    this.#current = undefined;
    this.#loadMs = 0;
    if (started === undefined) return { calls: 0, callMs: 0, loadMs, printed: '' };
    const report = await started.then(
      (subject) => closeAndReport(subject),
      (error) => ({ ...failureReport(error), calls: 0, callMs: 0, printed: '' }),
    );
    if (report.failure?.kind === 'timeout') this.#patience.lose(this.#test.rule, this.#test.name);
    else if (report.calls > 0) this.#patience.regain();
    return { ...report, loadMs };
  }

  /** Ends the spare as well. */
  async close(): Promise<void> {
    const spare = this.#spare;
    this.#spare = undefined;
    await spare?.then((subject) => subject.close()).catch(() => {});
  }
}

async function closeAndReport(subject: SubjectClient): Promise<Omit<SubjectReport, 'loadMs'>> {
  await subject.close();
  const { failure, activity, firstRejection } = subject;
  return {
    ...(failure && failureReport(failure)),
    ...activity,
    printed: subject.launched.printed(),
    ...(firstRejection !== undefined && { rejection: firstRejection }),
  };
}

let open: SpecSubjects | undefined;

/** From now on `currentSubject` asks `subjects`. */
export function openSubjects(subjects: SpecSubjects | undefined): void {
  open = subjects;
}

/** @throws {Error} outside a graded spec. */
export async function currentSubject(): Promise<SubjectClient> {
  if (open === undefined) throw new Error('There is no subject: #kata was used outside a graded spec.');
  return open.current();
}
