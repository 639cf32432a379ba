import type { SpeedupWorkload } from '@paralelo/testkit';
import type { CapacityGauge } from '../measure/capacity.ts';
import type { Round, RunSample, SpeedupBench } from '../measure/samples.ts';
import { sentence } from '../report/sentence.ts';
import { standInModule } from './stand-in.ts';
import { SubjectClient, type SubjectOptions } from './subject-client.ts';
import { SubjectFailure } from './subject-failure.ts';
import { submissionRun, wrongWith } from './submission-run.ts';
import { quietEnd, timedRun } from './timed-run.ts';

/** The three programs of a round. */
type Role = 'baseline' | 'one' | 'many';
const ROLES: readonly Role[] = ['baseline', 'one', 'many'];

export interface SubjectBenchOptions {
  readonly workload: SpeedupWorkload<unknown, unknown, unknown>;
  readonly exports: Parameters<typeof standInModule>[0];
  readonly baseline: SubjectOptions;
  readonly submission: SubjectOptions;
  readonly workers: number;
  readonly gauge: CapacityGauge;
}

interface Ran {
  readonly answer: unknown;
  readonly sample: RunSample;
}

/** Rounds with real subjects: a fresh process for every run, one fresh input for the three runs of a round. */
export class SubjectBench implements SpeedupBench {
  readonly #options: SubjectBenchOptions;

  constructor(options: SubjectBenchOptions) {
    this.#options = options;
  }

  /** @throws {SubjectFailure} when the submission does not survive a run, or throws in it. */
  async round(seed: number, order: number): Promise<Round> {
    const { workload, gauge } = this.#options;
    const input = workload.makeInput(seed);
    const ran = new Map<Role, Ran>();
    const roles = ROLES.map((_, i) => ROLES[(i + order) % ROLES.length]!);
    const prepare = (folder: string) => workload.prepare?.(structuredClone(input), folder);
    await using next = new Handover((role) => this.#start(role, prepare));
    next.start(roles[0]!);
    for (const [i, role] of roles.entries()) {
      const subject = await next.take();
      try {
        const { answer, call, trace } = await this.#run(subject, role, input);
        // While one is watched for being quiet, the next one loads: its CPU time is its own.
        if (i + 1 < roles.length) next.start(roles[i + 1]!);
        const end = await quietEnd(subject);
        const seen = role === 'many' ? trace() : undefined;
        const sample = { ...call, ...end, ...(seen && { trace: seen }) };
        ran.set(role, await this.#inspected(subject, role, input, { answer, sample }));
      } finally {
        await subject.close();
      }
    }
    const capacity = await gauge.sample();
    const expected = ran.get('baseline')!.answer;
    const checked = (role: Role): RunSample => {
      const { answer, sample } = ran.get(role)!;
      if (sample.wrong !== undefined) return sample;
      const wrong = wrongWith(() => workload.check(answer, expected));
      return wrong === undefined ? sample : { ...sample, wrong };
    };
    return { seed, baseline: ran.get('baseline')!.sample, one: checked('one'), many: checked('many'), capacity };
  }

  /** @throws Error when the grader's own program does not survive a run, which is no failure of the submission. */
  async sequential(seed: number, copies: number): Promise<number[]> {
    const { workload } = this.#options;
    const input = workload.makeInput(seed);
    const prepare = (folder: string) => workload.prepare?.(structuredClone(input), folder);
    const starts = Array.from({ length: copies }, () => this.#start('baseline', prepare));
    try {
      const subjects = await Promise.all(starts);
      const ran = await Promise.all(subjects.map((subject) => this.#run(subject, 'baseline', input)));
      return ran.map(({ call }) => call.correctedWallMs);
    } finally {
      const started = await Promise.allSettled(starts);
      await Promise.all(started.map((start) => (start.status === 'fulfilled' ? start.value.close() : undefined)));
    }
  }

  #start(role: Role, prepare: (folder: string) => unknown): Promise<SubjectClient> {
    const { baseline, submission } = this.#options;
    if (role === 'baseline') return SubjectClient.start(baseline, prepare).catch(throwOwnFault);
    return SubjectClient.start(submission, prepare);
  }

  async #run(subject: SubjectClient, role: Role, input: unknown): ReturnType<typeof timedRun> {
    const { workload, exports, workers } = this.#options;
    const { scratch: folder } = subject;
    const kata = standInModule(exports, () => Promise.resolve(subject));
    const options = { workers: role === 'many' ? workers : 1, ...(folder !== undefined && { folder }) };
    const work = () => workload.run(kata, structuredClone(input), options);
    if (role === 'baseline') return await timedRun(subject, workers, work).catch(throwOwnFault);
    return await submissionRun(subject, workers, work).catch((error: unknown) => {
      throw error instanceof SubjectFailure
        ? error.with(sentence('measured.run', { workers: options.workers }))
        : error;
    });
  }

  /** Whatever the files of a dead submission make `inspect` throw is the submission's fault; the baseline's files are ours. */
  async #inspected(subject: SubjectClient, role: Role, input: unknown, ran: Ran): Promise<Ran> {
    const { workload } = this.#options;
    if (subject.scratch === undefined || workload.inspect === undefined) return ran;
    try {
      return { ...ran, answer: await workload.inspect(ran.answer, structuredClone(input), subject.scratch) };
    } catch (error) {
      if (role === 'baseline') throw error;
      return { ...ran, sample: { ...ran.sample, wrong: (error as Error).message } };
    }
  }
}

/** What the grader's own program fails at is not the submission's doing; where the machine starved it, that is what is said. */
function throwOwnFault(error: unknown): never {
  if (!(error instanceof Error) || (error instanceof SubjectFailure && error.isMachines)) throw error;
  throw new Error(`The grader's own sequential program failed: ${error.message}`, { cause: error });
}

/** At most one subject that is loading ahead of its turn; none is left behind when a round fails. */
class Handover implements AsyncDisposable {
  readonly #launch: (role: Role) => Promise<SubjectClient>;
  #waiting: Promise<SubjectClient> | undefined;

  constructor(launch: (role: Role) => Promise<SubjectClient>) {
    this.#launch = launch;
  }

  start(role: Role): void {
    this.#waiting = this.#launch(role);
    // Whoever takes it hears of its failure.
    this.#waiting.catch(() => {});
  }

  take(): Promise<SubjectClient> {
    const waiting = this.#waiting!;
    this.#waiting = undefined;
    return waiting;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#waiting?.then((subject) => subject.close()).catch(() => {});
  }
}
