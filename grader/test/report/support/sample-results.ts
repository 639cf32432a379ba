import {
  type Check,
  type KataResult,
  RESULT_VERSION,
  type Result,
  type SpeedupReport,
} from '../../../src/report/result.ts';
import { inEnglish, type Sentence, sentence } from '../../../src/report/sentence.ts';

/** Results as the grader makes them, one per situation that a face must be able to show. */

/** A text of a verdict as it stands in a result: in English, and as sentences. */
const message = (...said: Sentence[]) => ({ message: inEnglish(said), messageSentences: said });
const explanation = (...said: Sentence[]) => ({ explanation: inEnglish(said), explanationSentences: said });

const passingSpeedup: SpeedupReport = {
  status: 'passed',
  ...message(sentence('cpu.passed', { speedup: 1.78, workers: 2, efficiency: 0.91, threshold: 0.75, needs: 1.47 })),
  ...explanation(
    sentence('account.more', { workers: 2, coresBusy: 1.9, extra: 0.12 }),
    sentence('account.given', { given: 1.96, workers: 2 }),
  ),
  workers: 2,
  capacity: 1.96,
  speedup: { median: 1.78, low: 1.71, high: 1.84 },
  rawSpeedup: { median: 1.74, low: 1.6, high: 1.81 },
  efficiency: { median: 0.91, low: 0.87, high: 0.94 },
  threshold: 0.75,
  thresholdSpeedup: 1.47,
  coresBusy: 1.9,
  workEfficiency: 0.94,
  rounds: [
    { seed: 1, baselineMs: 900, oneWorkerMs: 910, manyWorkersMs: 505, rawSpeedup: 1.74, speedup: 1.78, capacity: 1.96 },
  ],
  points: 40,
  maxPoints: 40,
};

/** A passed check of `rule`. */
export const passedCheck = (rule: string, name: string): Check => ({
  rule,
  name,
  status: 'passed',
  durationMs: 12,
  points: 60 / 28,
  maxPoints: 60 / 28,
});

/** A failed check of `rule` that says `message`. */
export const failedCheck = (rule: string, name: string, message: string, more: Partial<Check> = {}): Check => ({
  ...passedCheck(rule, name),
  status: 'failed',
  kind: 'assertion',
  message,
  points: 0,
  ...more,
});

const PASSED_CHECKS = Array.from({ length: 28 }, (_, i) =>
  passedCheck(i < 14 ? 'borders' : 'progress', `law number ${i + 1}`),
);

/** One kata, everything passed unless `more` says otherwise. */
export const kataResult = (more: Partial<KataResult> = {}): KataResult => ({
  kata: '03-primes-sieve',
  title: { en: 'Primes, sieved by chunk', es: 'Primos cribados por bloques' },
  status: 'passed',
  checks: PASSED_CHECKS,
  speedup: passingSpeedup,
  points: 100,
  maxPoints: 100,
  undecidedPoints: 0,
  reproduce: 'npx --yes pnpm@12 grade 03-primes-sieve --reference --seed 20261121',
  timing: { totalMs: 21_000, loadMs: 2900, callMs: 3100, specMs: 400, measureMs: 13_600, overheadMs: 1000 },
  ...more,
});

/** The student's file as it was handed out: every check fails for one reason. */
export const stubKata: KataResult = withoutSpeedup({
  status: 'failed',
  checks: PASSED_CHECKS.map(({ rule, name }) =>
    failedCheck(rule, name, 'Error: primesInRange is not written yet: edit katas/03-primes-sieve/src/index.ts'),
  ),
  points: 0,
  nextStep: inEnglish([sentence('next.step', { kata: '03-primes-sieve' })]),
  nextStepSentences: [sentence('next.step', { kata: '03-primes-sieve' })],
  reproduce: 'npx --yes pnpm@12 grade 03-primes-sieve --seed 20261121',
});

/** A submission that does not even load. */
export const brokenKata: KataResult = withoutSpeedup({
  kata: '01-compressor',
  title: { en: 'A parallel compressor', es: 'Un compresor paralelo' },
  status: 'failed',
  problem: {
    kind: 'load',
    ...message(sentence('load.threw', { said: 'SyntaxError: Unexpected token (3:4)\n  at src/index.ts:3:4\n' })),
  },
  checks: [],
  points: 0,
  reproduce: 'npx --yes pnpm@12 grade 01-compressor --seed 20261121',
});

/** Correct, on a machine too busy to tell how fast. */
export const undecidedKata: KataResult = kataResult({
  kata: '06-mapreduce',
  title: { en: 'Word count by MapReduce', es: 'Contar palabras con MapReduce' },
  status: 'inconclusive',
  speedup: {
    ...passingSpeedup,
    status: 'inconclusive',
    ...message(
      sentence('cpu.noisy', { rounds: 25, low: 0.65, high: 0.93, threshold: 0.75, needs: 1.06, scatter: 0.21 }),
    ),
    ...explanation(
      sentence('account.same', { workers: 2, coresBusy: 1.3 }),
      sentence('account.givenCorrected', { given: 1.21, workers: 2 }),
    ),
    speedup: { median: 1.02, low: 0.91, high: 1.31 },
    efficiency: { median: 0.72, low: 0.65, high: 0.93 },
    capacity: 1.41,
    thresholdSpeedup: 1.06,
    points: null,
  },
  points: 60,
  maxPoints: 60,
  undecidedPoints: 40,
  reproduce: 'npx --yes pnpm@12 grade 06-mapreduce --seed 20261121',
});

/** Correct, on a machine where a speedup cannot even be measured. */
export const oneCoreKata: KataResult = {
  ...undecidedKata,
  speedup: {
    status: 'inconclusive',
    ...message(sentence('cpu.oneCore')),
    workers: 1,
    threshold: 0.75,
    rounds: [],
    points: null,
    maxPoints: 40,
  },
};

/** Correct, and no faster on two cores than on one. */
export const slowKata: KataResult = kataResult({
  status: 'failed',
  speedup: {
    ...passingSpeedup,
    status: 'failed',
    kind: 'slow',
    ...message(sentence('cpu.slow', { speedup: 0.98, workers: 2, efficiency: 0.5, threshold: 0.75, needs: 1.47 })),
    ...explanation(sentence('account.same', { workers: 2, coresBusy: 1 }), sentence('account.oneBusy')),
    speedup: { median: 0.98, low: 0.95, high: 1.01 },
    efficiency: { median: 0.5, low: 0.48, high: 0.52 },
    rounds: passingSpeedup.rounds.map((round) => ({ ...round, manyWorkersMs: 920, rawSpeedup: 0.97, speedup: 0.98 })),
    points: 0,
  },
  points: 60,
  reproduce: 'npx --yes pnpm@12 grade 03-primes-sieve --seed 20261121',
});

/** Forty failures over three rules, with long names, long messages and chatter. */
export const manyFailures: KataResult = withoutSpeedup({
  kata: '05-priority-downloader',
  title: { en: 'A downloader with priorities', es: 'Un descargador con prioridades' },
  status: 'failed',
  checks: Array.from({ length: 40 }, (_, i) =>
    failedCheck(
      ['borders', 'high-windows', 'progress'][i % 3]!,
      `law ${i} has a name that is longer than the line of a terminal is wide, so it is cut`,
      `AssertionError: law ${i}: expected [ 2, 3, 5 ] to deeply equal [ 2, 3, 5, 7 ] with seed 20261121\n\n- 7\n+ nothing`,
      i % 2 === 0 ? {} : { printed: 'still here\n'.repeat(20), kind: 'timeout' },
    ),
  ),
  points: 12.34,
  reproduce: 'npx --yes pnpm@12 grade 05-priority-downloader --seed 20261121',
});

/** The judge itself failed after the checks had run: our fault, and no points. */
export const faultyKata: KataResult = withoutSpeedup({
  status: 'error',
  problem: { kind: 'fault', ...message(sentence('problem.fault', { faults: 'the judge ended with code 7' })) },
  points: 0,
  reproduce: 'npx --yes pnpm@12 grade 03-primes-sieve --seed 20261121',
});

function withoutSpeedup(more: Partial<KataResult>): KataResult {
  const { speedup: _, ...kata } = kataResult(more);
  return kata;
}

/** A kata as version 1 of a result had it: the texts in English, and nothing else. */
export function withoutSentences({ nextStepSentences: _, problem, speedup, ...kata }: KataResult): KataResult {
  const bare = <Of extends { messageSentences?: unknown; explanationSentences?: unknown }>(of: Of) => {
    const { messageSentences: _message, explanationSentences: _explanation, ...rest } = of;
    return rest;
  };
  return {
    ...kata,
    ...(problem && { problem: bare(problem) }),
    ...(speedup && { speedup: bare(speedup) }),
    checks: kata.checks.map(bare),
  };
}

/** What a machine without bubblewrap has to say. */
export const weakIsolation: Result['isolation'] = {
  level: 'process',
  description: inEnglish([sentence('isolation.process')]),
  descriptionSentences: [sentence('isolation.process')],
  shortfall: [inEnglish([sentence('lacks.bubblewrap')])],
  shortfallSentences: [sentence('lacks.bubblewrap')],
};

/** A whole result over `katas`, on a good machine unless `more` says otherwise. */
export const resultOf = (katas: readonly KataResult[], more: Partial<Result> = {}): Result => ({
  version: RESULT_VERSION,
  status: katas.some((kata) => kata.status === 'failed') ? 'failed' : (katas[0]?.status ?? 'error'),
  subject: 'the reference',
  startedAt: '2026-11-21T21:00:00.000Z',
  seed: 20261121,
  isolation: { level: 'full', description: 'full (bubblewrap 0.8.0, seccomp, prlimit, cgroup v1)', shortfall: [] },
  machine: { cores: 2, node: '26.10.0', platform: 'linux x64', cpu: 'AMD EPYC 7B13' },
  interrupted: false,
  katas: [...katas],
  points: katas.reduce((sum, kata) => sum + kata.points, 0),
  maxPoints: katas.reduce((sum, kata) => sum + kata.maxPoints, 0),
  undecidedPoints: katas.reduce((sum, kata) => sum + kata.undecidedPoints, 0),
  ...more,
});

/** A kata that samples beside a blocked event loop, and loses half of it. */
export const cadenceKata = kataResult({
  kata: '04-resource-monitor',
  title: { en: 'A monitor of CPU, memory and disk', es: 'Un monitor de CPU, memoria y disco' },
  status: 'failed',
  speedup: {
    status: 'failed',
    kind: 'slow',
    ...message(sentence('cadence.slow', { kept: 0.493, threshold: 0.8 })),
    workers: 3,
    efficiency: { median: 0.493, low: 0.48, high: 0.507 },
    threshold: 0.8,
    cadence: { everyMs: 20, blockedMs: 1000.6, kept: 74, due: 150, rounds: [] },
    rounds: [],
    points: 15,
    maxPoints: 40,
  },
  points: 75,
  reproduce: 'npx --yes pnpm@12 grade 04-resource-monitor --reference --seed 20261121',
});

/** A kata that waits for a server of the judge, and waits well. */
export const ioKata = kataResult({
  kata: '02-email-validator',
  title: { en: 'Email addresses, checked by DNS', es: 'Direcciones de correo comprobadas por DNS' },
  speedup: {
    status: 'passed',
    ...message(sentence('io.passed', { speedup: 18.15, capacity: 20, needs: 15 })),
    workers: 20,
    capacity: 20,
    speedup: { median: 18.15, low: 17.9, high: 18.4 },
    efficiency: { median: 0.91, low: 0.9, high: 0.92 },
    threshold: 0.75,
    thresholdSpeedup: 15,
    io: { items: 100, latencyMs: 50, mostInFlight: 20, makespanMs: 275.4, idealMs: 250, rounds: [] },
    rounds: [],
    points: 40,
    maxPoints: 40,
  },
});
