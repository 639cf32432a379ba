/**
 * The subjects of a spec run: a fresh one per test, the next one warming up while a test runs. Lives in the vitest worker
 * of the judge, where `spec-setup.ts` opens and closes it around every test.
 */
import { performance } from 'node:perf_hooks';
import type { Problem } from '../report/result.ts';
import { sentence } from '../report/sentence.ts';
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

/** After so many tests that ran into a time limit, the rest of the spec is not waited for. */
const TIMEOUTS_ENOUGH = 3;

/** Names of the tests that ran into a time limit, in all files of a spec together: this thread runs one spec and no other. */
export const timeoutsOfSpec: string[] = [];

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
  readonly #timeouts: string[];

  /** @param timeouts - goes on from there */
  constructor(options: SubjectOptions, timeouts: string[] = []) {
    this.#options = options;
    this.#timeouts = timeouts;
  }

  /** The subject of the running test; started at the first use. @throws {SubjectFailure} when it does not load. */
  async current(): Promise<SubjectClient> {
    if (this.#current === undefined) {
      const since = performance.now();
      this.#current = this.#timeouts.length < TIMEOUTS_ENOUGH ? this.#takeSpare() : this.#givenUp();
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
    const checks = this.#timeouts.map((name) => `- ${name}`).join('\n');
    return Promise.reject(new SubjectFailure('timeout', sentence('late.givenUp', { checks })));
  }

  /** Ends the subject of the test of that name and tells what became of it. */
  async endTest(test: string): Promise<SubjectReport> {
    const started = this.#current;
    const loadMs = this.#loadMs;
    this.#current = undefined;
    this.#loadMs = 0;
    if (started === undefined) return { calls: 0, callMs: 0, loadMs, printed: '' };
    const report = await started.then(
      (subject) => closeAndReport(subject),
      (error) => ({ ...failureReport(error), calls: 0, callMs: 0, printed: '' }),
    );
    if (report.failure?.kind === 'timeout' && this.#timeouts.length < TIMEOUTS_ENOUGH) this.#timeouts.push(test);
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
