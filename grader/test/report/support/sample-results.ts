import type { Check, KataResult, Result, SpeedupReport } from '../../../src/report/result.ts';

/** Results as the grader makes them, one per situation that a face must be able to show. */

const EXPLANATION =
  '2 workers kept 1.9 cores busy, but did 12 % more work than the sequential run. ' +
  'This machine gave 1.96 of 2 cores while you were measured.';

const passingSpeedup: SpeedupReport = {
  status: 'passed',
  message: '1.78× faster than sequential on 2 workers: 91 % of what this machine could give, 75 % (1.47×) asked for.',
  explanation: EXPLANATION,
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
  title: { en: 'Primes, sieved by chunk', es: 'Primos, cribados por bloques' },
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
  nextStep: 'Edit katas/03-primes-sieve/src/index.ts, then run `npx --yes pnpm@12 grade 03-primes-sieve`.',
  reproduce: 'npx --yes pnpm@12 grade 03-primes-sieve --seed 20261121',
});

/** A submission that does not even load. */
export const brokenKata: KataResult = withoutSpeedup({
  kata: '01-compressor',
  title: { en: 'A parallel compressor', es: 'Un compresor paralelo' },
  status: 'failed',
  problem: { kind: 'load', message: 'SyntaxError: Unexpected token (3:4)\n  at src/index.ts:3:4\n' },
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
    message:
      'After 25 rounds the efficiency lies anywhere from 65 % to 93 %, with 75 % (1.06×) asked for: too close or too noisy to decide.',
    explanation: 'This machine gave 1.41 of 2 cores while you were measured.',
    speedup: { median: 1.02, low: 0.91, high: 1.31 },
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
    message: 'A speedup needs two cores; here there is one. Measure on a machine with at least two.',
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
    message:
      'Not fast enough: 0.98× faster than sequential on 2 workers: 50 % of what this machine could give, 75 % (1.47×) asked for.',
    explanation: '2 workers kept 1.0 cores busy: they ran one after the other.',
    speedup: { median: 0.98, low: 0.95, high: 1.01 },
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
  problem: { kind: 'protocol', message: 'The grader itself failed: the judge ended with code 7' },
  points: 0,
  reproduce: 'npx --yes pnpm@12 grade 03-primes-sieve --seed 20261121',
});

function withoutSpeedup(more: Partial<KataResult>): KataResult {
  const { speedup: _, ...kata } = kataResult(more);
  return kata;
}

/** What a machine without bubblewrap has to say. */
export const weakIsolation: Result['isolation'] = {
  level: 'process',
  description: 'process (own group, clean environment, permissions of Node)',
  shortfall: ['bubblewrap is not installed: `sudo apt-get install bubblewrap`'],
};

/** A whole result over `katas`, on a good machine unless `more` says otherwise. */
export const resultOf = (katas: readonly KataResult[], more: Partial<Result> = {}): Result => ({
  version: 1,
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
    message:
      'The cadence is lost: it kept 49 % of the samples that were due while the event loop was blocked, 80 % asked for.',
    workers: 3,
    efficiency: { median: 0.493, low: 0.48, high: 0.507 },
    threshold: 0.8,
    cadence: { everyMs: 20, blockedMs: 1000.6, kept: 74, due: 150, rounds: [] },
    rounds: [],
    points: 15,
    maxPoints: 40,
  },
  points: 75,
});

/** A kata that waits for a server of the judge, and waits well. */
export const ioKata = kataResult({
  kata: '02-email-validator',
  title: { en: 'Email addresses, checked by DNS', es: 'Direcciones de correo, comprobadas por DNS' },
  speedup: {
    status: 'passed',
    message: '18.15× faster than one at a time with 20 workers, 15.00× asked for.',
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
