import type { IoServer, IoSpeedupWorkload } from '@paralelo/testkit';
import type { IoRound } from '../measure/io-round.ts';
import type { Bench } from '../measure/samples.ts';
import { standInModule } from './stand-in.ts';
import { SubjectClient, type SubjectOptions } from './subject-client.ts';
import { quietEnd, timedRun } from './timed-run.ts';

export interface IoBenchOptions {
  readonly workload: IoSpeedupWorkload<unknown, unknown, IoServer>;
  readonly exports: Parameters<typeof standInModule>[0];
  readonly submission: SubjectOptions;
  readonly workers: number;
  /** Cores that the subject may use. */
  readonly cores: number;
}

/** Rounds of I/O-bound work: a fresh subject, a fresh server and a fresh input each. */
export class IoBench implements Bench<IoRound> {
  readonly #options: IoBenchOptions;

  constructor(options: IoBenchOptions) {
    this.#options = options;
  }

  /** @throws {SubjectFailure} when the submission does not survive a run. */
  async round(seed: number): Promise<IoRound> {
    const { workload, exports, submission, workers, cores } = this.#options;
    const { items, latencyMs } = workload;
    const input = workload.makeInput(seed);
    const subject = await SubjectClient.start(submission);
    try {
      await using server = await workload.serve(input);
      const kata = standInModule(exports, () => Promise.resolve(subject));
      const work = () => workload.run(kata, structuredClone(input), { workers, server });
      const { answer, call } = await timedRun(subject, cores, work);
      const { asked, inFlight, questions } = server;
      const end = await quietEnd(subject);
      const afterwards = Math.max(inFlight, server.questions - questions);
      const wrong = workload.check(answer, input);
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
    } catch (error) {
      await subject.close();
      throw error;
    }
  }
}
