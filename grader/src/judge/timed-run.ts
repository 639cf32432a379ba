import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuTotals, foreignCpuMs } from '../measure/machine.ts';
import { RunQueueTracker } from '../measure/run-queue.ts';
import { QUIET_WINDOW_MS, type RunSample } from '../measure/samples.ts';
import { type CallTrace, TraceRecorder } from '../measure/trace-recorder.ts';
import type { SubjectClient } from './subject-client.ts';
import { SubjectFailure } from './subject-failure.ts';

/** Threads that end drop out of /proc, so they are looked at this often. */
const POLL_MS = 25;
/** A call that ran out of time says nothing of the submission where it could run for less than this share of it. */
const OWN_SHARE = 0.5;

/** What a call took, without what came after it. */
export type TimedCall = Omit<RunSample, 'afterCpuMs' | 'peakRssMb' | 'trace'>;

export interface TimedRun {
  readonly answer: unknown;
  readonly call: TimedCall;
  /** Draws it when it is asked for: between an answer and the watch for quiet there is no time for it. */
  trace(): CallTrace | undefined;
}

/**
 * Times one call into a subject that has just loaded. Everything is seen from outside: the clock is the judge's, CPU time
 * and run-queue wait come from the kernel.
 *
 * @param cores - cores that the subject may use
 * @throws what the submission rejected with, or the {@link SubjectFailure} that ended it
 */
export async function timedRun(
  { launched }: SubjectClient,
  cores: number,
  work: () => Promise<unknown>,
): Promise<TimedRun> {
  const tracker = new RunQueueTracker();
  const recorder = new TraceRecorder();
  const look = (): void => {
    const atMs = performance.now();
    const threads = launched.threads();
    tracker.observe(atMs, threads);
    recorder.observe(atMs, threads);
  };
  const before = launched.usage();
  const judgeBefore = process.cpuUsage();
  const machineBefore = cpuTotals();
  const since = performance.now();
  look();
  const poll = setInterval(look, POLL_MS);
  const took = (): TimedCall => {
    const wallMs = performance.now() - since;
    const machineAfter = cpuTotals();
    const cpuMs = launched.usage().cpuMs - before.cpuMs;
    look();
    // What keeps the judge busy comes from the subject: it must not pass for a stranger who took cores from it.
    const { user, system } = process.cpuUsage(judgeBefore);
    const foreign = foreignCpuMs(machineBefore, machineAfter, cpuMs + (user + system) / 1000);
    const totals = { wallMs, cpuMs, cores, ...(foreign === undefined ? {} : { foreignCpuMs: foreign }) };
    return { wallMs, cpuMs, ...tracker.estimate(totals), loadCpuMs: before.cpuMs };
  };
  try {
    const answer = await work();
    const call = took();
    return { answer, call, trace: () => recorder.trace(call) };
  } catch (error) {
    throw isLate(error) && isStarved(took())
      ? new SubjectFailure(error.kind, error.sentences, { isMachines: true })
      : error;
  } finally {
    clearInterval(poll);
  }
}

function isLate(error: unknown): error is SubjectFailure {
  return error instanceof SubjectFailure && error.kind === 'timeout';
}

/** Whether threads that were ready had to wait for a core most of the time; who hangs is not ready. */
function isStarved({ wallMs, correctedWallMs }: TimedCall): boolean {
  return correctedWallMs < OWN_SHARE * wallMs;
}

/**
 * Watches a subject for a while after its answer, then ends it: whoever is done is quiet.
 *
 * @param lookLast - called before it is ended
 * @throws {SubjectFailure} when it did not survive that.
 */
export async function quietEnd(
  subject: SubjectClient,
  lookLast: () => void = () => {},
): Promise<Pick<RunSample, 'afterCpuMs' | 'peakRssMb'>> {
  const before = subject.launched.usage().cpuMs;
  await sleep(QUIET_WINDOW_MS);
  const { cpuMs, peakRssMb } = subject.launched.usage();
  lookLast();
  if (subject.failure) throw subject.failure;
  await subject.kill();
  return { afterCpuMs: cpuMs - before, peakRssMb };
}
