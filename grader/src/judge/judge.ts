import { pathToFileURL } from 'node:url';
import { CapacityGauge } from '../measure/capacity.ts';
import { usableCores } from '../measure/machine.ts';
import { measureRounds, measureSpeedup } from '../measure/protocol.ts';
import type { Measurement } from '../measure/samples.ts';
import { WORK_CORES_SAMPLES } from '../measure/work-cores.ts';
import { openIsolation } from '../sandbox/choose-isolation.ts';
import { CADENCE_READING } from '../verdict/cadence-verdict.ts';
import { IO_READING } from '../verdict/io-verdict.ts';
import { CadenceBench } from './cadence-bench.ts';
import { checkLoad } from './check-load.ts';
import type { Evidence, MeasuredEvidence } from './evidence.ts';
import { IoBench } from './io-bench.ts';
import type { JudgeJob, JudgeProgress, JudgeTask, MeasureJob } from './judge-job.ts';
import { SubjectBench } from './subject-bench.ts';
import type { SubjectOptions } from './subject-client.ts';
import { SubjectFailure } from './subject-failure.ts';

type Report = (progress: JudgeProgress) => void;

async function subjectOptions({ kata, submission, level }: JudgeJob): Promise<SubjectOptions> {
  const { limits, network, scratch } = kata;
  // A subject may be another user than this process, and works on what a spec puts into their folder, which nobody else enters.
  if (scratch) process.umask(0);
  return { isolation: await openIsolation(level), stage: submission, limits, network, scratch };
}

async function judgeSpec(job: JudgeJob, report: Report): Promise<Evidence> {
  // Only this phase needs vitest, and it loads while the submission does.
  const [{ runSpec }, loadMs] = await Promise.all([
    import('./run-spec.ts'),
    checkLoad(await subjectOptions(job), job.kata.exports),
  ]);
  let done = 0;
  const spec = await runSpec(job, () => {
    done += 1;
    report({ done, total: job.kata.checks });
  });
  return { phase: 'spec', spec: { ...spec, loadMs: loadMs + spec.loadMs } };
}

async function judgeSpeedup(job: MeasureJob, report: Report): Promise<MeasuredEvidence> {
  const since = performance.now();
  const submission = await subjectOptions(job);
  const { speedup: workload } = await import(pathToFileURL(`${job.kata.dir}/spec/speedup.ts`).href);
  const { seed, workers, kata, baseline } = job;
  const options = {
    seed,
    threshold: kata.speedup.levels.at(-1)!.efficiency,
    onRound: ({ done, maxRounds }: { done: number; maxRounds: number }) => report({ done, total: maxRounds }),
  };
  if (baseline === undefined) {
    const { cores } = usableCores();
    const common = { workload, exports: kata.exports, submission, cores };
    if (kata.speedup.kind === 'cadence') {
      const cadenceMeasurement = await measureRounds(new CadenceBench(common), CADENCE_READING, options);
      return { phase: 'speedup', cadenceMeasurement, wallMs: performance.now() - since };
    }
    const bench = new IoBench({ ...common, workers });
    const ioMeasurement = { workers, ...(await measureRounds(bench, IO_READING, options)) };
    return { phase: 'speedup', ioMeasurement, wallMs: performance.now() - since };
  }
  await using gauge = await CapacityGauge.start(workers);
  const bench = new SubjectBench({
    workload,
    exports: kata.exports,
    submission,
    baseline: { ...submission, stage: baseline },
    workers,
    gauge,
  });
  const onWorkCores = (done: number) => report({ done, total: WORK_CORES_SAMPLES });
  const usable = usableCores();
  const measurement: Measurement = await measureSpeedup(bench, { ...options, workers, usable, onWorkCores });
  return { phase: 'speedup', measurement, wallMs: performance.now() - since };
}

/** One phase of one kata. Anything that is the submission's doing comes back as evidence; what throws is our own fault. */
export async function judge(task: JudgeTask, report: Report): Promise<Evidence> {
  try {
    return await (task.phase === 'spec' ? judgeSpec(task.job, report) : judgeSpeedup(task.job, report));
  } catch (error) {
    if (!(error instanceof SubjectFailure)) throw error;
    return { phase: task.phase, failure: error.problem, ...(error.isMachines && { isMachines: true as const }) };
  }
}
