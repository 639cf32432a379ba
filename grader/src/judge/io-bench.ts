import type { IoServer, IoSpeedupWorkload } from '@paralelo/testkit';
import type { IoRound } from '../measure/io-round.ts';
import type { Bench } from '../measure/samples.ts';
import { standInModule } from './stand-in.ts';
import { SubjectClient, type SubjectOptions } from './subject-client.ts';
import { submissionRun, wrongWith } from './submission-run.ts';
import { quietEnd } from './timed-run.ts';

export interface IoBenchOptions {
  readonly workload: IoSpeedupWorkload<unknown, unknown, IoServer>;
  readonly exports: Parameters<typeof standInModule>[0];
  readonly submission: SubjectOptions;
  readonly workers: number;
  /** Cores that the subject may use. */
  readonly cores: number;
}

/** Rounds of I/O-bound work: a fresh subject, a fresh server, a fresh input and, where the kata has one, a fresh folder each. */
export class IoBench implements Bench<IoRound> {
  readonly #options: IoBenchOptions;

  constructor(options: IoBenchOptions) {
    this.#options = options;
  }

  /** @throws {SubjectFailure} when the submission does not survive a run, or throws in it. */
  async round(seed: number): Promise<IoRound> {
    const { workload, exports, submission, workers, cores } = this.#options;
    const { items, latencyMs } = workload;
    const input = workload.makeInput(seed);
    const subject = await SubjectClient.start(submission);
    const { scratch: folder } = subject;
    try {
      await using server = await workload.serve(input);
      const kata = standInModule(exports, () => Promise.resolve(subject));
      const options = { workers, server, ...(folder !== undefined && { folder }) };
      const work = () => workload.run(kata, structuredClone(input), options);
      const { answer, call } = await submissionRun(subject, cores, work);
      const { asked, inFlight, questions } = server;
      const end = await quietEnd(subject);
      const afterwards = Math.max(inFlight, server.questions - questions);
      const wrong = await this.#wrongWith(answer, input, folder);
      return {
        seed,
        run: { ...call, ...end, ...(wrong !== undefined && { wrong }) },
        items,
        latencyMs,
        workers,
        mostInFlight: server.mostInFlight,
        asked,
        afterwards,
        serverLateMs: server.lateMs,
      };
    } finally {
      await subject.close();
    }
  }

  /** Whatever the files of a dead submission make `inspect` throw is the submission's fault. */
  async #wrongWith(answer: unknown, input: unknown, folder: string | undefined): Promise<string | undefined> {
    const { workload } = this.#options;
    if (folder === undefined || workload.inspect === undefined) return wrongWith(() => workload.check(answer, input));
    let seen: unknown;
    try {
      seen = await workload.inspect(answer, structuredClone(input), folder);
    } catch (error) {
      return (error as Error).message;
    }
    return wrongWith(() => workload.check(seen, input));
  }
}
