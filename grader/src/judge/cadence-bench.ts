import type { CadenceWorkload } from '@paralelo/testkit';
import { type CadenceRound, keptPeriods } from '../measure/cadence-round.ts';
import type { Bench } from '../measure/samples.ts';
import { type Block, CadenceWatch } from './cadence-watch.ts';
import { standInModule } from './stand-in.ts';
import { SubjectClient, type SubjectOptions } from './subject-client.ts';
import { submissionRun, wrongWith } from './submission-run.ts';
import { threadsSince } from './threads-since.ts';
import { quietEnd } from './timed-run.ts';

export interface CadenceBenchOptions {
  readonly workload: CadenceWorkload<unknown, unknown>;
  readonly exports: Parameters<typeof standInModule>[0];
  readonly submission: SubjectOptions;
  /** Cores that the subject may use. */
  readonly cores: number;
}

/** Nobody could be told from a sleeper by a block that never came. */
const NO_BLOCK: Block = {
  fromMs: 0,
  toMs: 0,
  readings: [],
  facts: { cpuMs: 0, loopWakeUps: 0, waitedMs: 0 },
};

/** Rounds of sampling: a fresh subject each, whose event loop is blocked for a while. */
export class CadenceBench implements Bench<CadenceRound> {
  readonly #options: CadenceBenchOptions;

  constructor(options: CadenceBenchOptions) {
    this.#options = options;
  }

  /** @throws {SubjectFailure} when the submission does not survive a run, or throws in it. */
  async round(seed: number): Promise<CadenceRound> {
    const { workload, exports, submission, cores } = this.#options;
    const subject = await SubjectClient.start(submission);
    try {
      const { launched, scratch } = subject;
      if (scratch === undefined) throw new Error('A kata about cadence needs "scratch": true in its kata.json.');
      const watch = new CadenceWatch(workload, launched, scratch, seed);
      const kata = standInModule(exports, () => Promise.resolve(subject));
      const { answer, call } = await submissionRun(subject, cores, () => workload.run(kata, watch.options));
      const { block = NO_BLOCK } = watch;
      const answered = launched.threads();
      let wakeUpsAfter = 0;
      const end = await quietEnd(subject, () => {
        const since = threadsSince(answered, launched.threads());
        wakeUpsAfter = since.reduce((sum, { timeslices }) => sum + timeslices, 0);
      });
      const wrong = block === NO_BLOCK ? 'it ended by itself' : wrongWith(() => workload.check(answer, watch.told));
      return {
        seed,
        run: { ...call, ...end, ...(wrong !== undefined && { wrong }) },
        series: workload.series.length,
        everyMs: workload.everyMs,
        blockedMs: block.toMs - block.fromMs,
        ...this.#count(watch, block),
        blocked: block.facts,
        wakeUpsAfter,
      };
    } finally {
      await subject.close();
    }
  }

  #count(watch: CadenceWatch, block: Block): Pick<CadenceRound, 'claimed' | 'untrue' | 'kept'> {
    const { workload } = this.#options;
    const periods = Math.floor((block.toMs - block.fromMs) / workload.everyMs);
    const counts = { claimed: 0, untrue: 0, kept: 0 };
    for (const [series, samples] of watch.samplesOf(block)) {
      const believed = samples.length === 0 ? [] : workload.believable(series, samples, block.readings);
      const times = believed.map(({ atMs }) => atMs);
      counts.claimed += samples.length;
      counts.untrue += samples.length - believed.length;
      counts.kept += Math.min(periods, keptPeriods(times, workload.everyMs));
    }
    return counts;
  }
}
