import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Round, RunSample } from '../../src/measure/samples.ts';
import { SpeedupReportSchema } from '../../src/report/result.ts';
import { sayIn } from '../../src/report/sentence.ts';
import { speedupVerdict } from '../../src/verdict/speedup-verdict.ts';
import { judge, rules, type Truth, tally } from './simulated-bench.ts';

const good: Truth = { speedup: 1.85, noise: 0.05 };
const sequential: Truth = { speedup: 1, noise: 0.05 };

describe('a true speedup', () => {
  test('passes after nine rounds on a calm machine, with all points', async () => {
    const { measurement, report } = await judge(good, 1);
    expect(measurement).toMatchObject({ stopped: 'clear', rounds: { length: 9 } });
    expect(report).toMatchObject({ status: 'passed', points: 40, maxPoints: 40, threshold: 0.75 });
    expect(report.message).toMatch(
      /^1\.\d\d× faster than sequential on 2 workers: \d\d % of what this machine could give/,
    );
  });

  test('is the product of cores busy and work efficiency', async () => {
    const { report } = await judge({ ...good, work: 1.12 }, 2);
    expect(report.coresBusy! * report.workEfficiency!).toBeCloseTo(report.speedup!.median, 9);
    expect(report.explanation).toMatch(
      /^2 workers kept 2(\.\d)? cores busy, but did 1\d % more work than the sequential run\.$/,
    );
  });

  test('is told the same way for the same rounds, and fits the schema of the result', async () => {
    const { measurement, report } = await judge({ ...good, noise: 0.25, isHogged: true }, 3);
    expect(speedupVerdict(measurement, rules, 3)).toEqual(report);
    expect(SpeedupReportSchema.parse(report)).toEqual(report);
    expect(report.rounds).toHaveLength(measurement.rounds.length);
  });

  test('on a machine that gives less is held against what it gives', async () => {
    const { report } = await judge({ ...good, speedup: 1.6, capacity: 1.7 }, 4);
    expect(report.status).toBe('passed');
    expect(report.thresholdSpeedup).toBeCloseTo(0.75 * report.capacity!, 9);
    expect(report.capacity).toBeLessThan(1.8);
  });
});

describe('over a thousand measurements at a noise of 25 %, strangers on every core', () => {
  let ofGood: Record<string, number>;
  let ofSequential: Record<string, number>;
  beforeAll(async () => {
    ofGood = await tally({ speedup: 1.85, noise: 0.25, isHogged: true }, 1000);
    ofSequential = await tally({ speedup: 1, noise: 0.25, isHogged: true }, 1000);
    // About 15 s on a calm machine; the rest is for coverage counters and for neighbours.
  }, 600_000);

  test('a good submission never fails, and mostly passes', () => {
    expect(ofGood['failed']).toBe(0);
    expect(ofGood['error']).toBe(0);
    expect(ofGood['passed']).toBeGreaterThan(700);
  });

  test('a sequential one never passes, and mostly fails', () => {
    expect(ofSequential['passed']).toBe(0);
    expect(ofSequential['error']).toBe(0);
    expect(ofSequential['failed']).toBeGreaterThan(950);
  });
});

describe('noise', () => {
  test.each([0.01, 0.1, 0.4, 0.6])('of %f lets no sequential program pass', async (noise) => {
    expect((await tally({ speedup: 1, noise }, 50))['passed']).toBe(0);
  });

  test('that no snapshot caught fails no good submission: it stays inconclusive at worst', async () => {
    const counts = await tally({ speedup: 1.85, noise: 0.1, isHogged: true, unseenWaits: 0.9 }, 100);
    expect(counts['failed']).toBe(0);
  });

  test('at the threshold itself mostly ends inconclusive, after all rounds, with points left open', async () => {
    const { measurement, report } = await judge({ speedup: 1.5, noise: 0.15 }, 5);
    expect(measurement).toMatchObject({ stopped: 'rounds', rounds: { length: 25 } });
    expect(report).toMatchObject({ status: 'inconclusive', points: null, maxPoints: 40 });
    expect(report.message).toMatch(/the rounds scatter by \d+ %\. Measure again on an idle machine\.$/);
    const { report: calm } = await judge({ speedup: 1.5, noise: 0.02 }, 5);
    expect(calm.message).toContain('too close to decide');
    const counts = await tally({ speedup: 1.5, noise: 0.15 }, 60);
    expect(counts['inconclusive']).toBeGreaterThan(45);
  });

  test('is not taken for slowness while waits are unaccounted for', async () => {
    const contested = await judge(good, 6, (round) => ({
      ...round,
      many: { ...round.many, correctedWallMs: round.many.correctedWallMs * 1.5 },
    }));
    expect(contested.report.status).toBe('inconclusive');
    expect(contested.report.message).toContain('waiting for other programs');
  });

  test('of the smaller of two sequential times does not weigh on the submission', async () => {
    const medians = await Promise.all(
      Array.from(
        { length: 40 },
        async (_, seed) => (await judge({ speedup: 1.85, noise: 0.25 }, seed)).report.speedup!.median,
      ),
    );
    expect(medians.reduce((sum, each) => sum + each, 0) / medians.length).toBeGreaterThan(1.75);
  });
});

describe('what a verdict says', () => {
  test.each<[string, Truth]>([
    ['passed', good],
    ['too slow', sequential],
    ['noisy', { speedup: 1.5, noise: 0.15 }],
    ['too close', { speedup: 1.5, noise: 0.02 }],
    ['a weak machine', { speedup: 1.15, noise: 0.02, capacity: 1.2 }],
    ['extra work', { speedup: 1.1, noise: 0.02, work: 1.7, isHogged: true }],
  ])('stands in it as sentences too, and can be said in Spanish: %s', async (_, truth) => {
    const { message, messageSentences, explanation, explanationSentences } = (await judge(truth, 5)).report;
    expect(sayIn('en', messageSentences!)).toBe(message);
    expect(sayIn('en', explanationSentences!)).toBe(explanation);
    for (const sentences of [messageSentences!, explanationSentences!]) {
      expect(sayIn('es', sentences)).not.toBe(sayIn('en', sentences));
    }
  });
});

describe('a slow submission', () => {
  test('fails after five rounds when it is hopeless, without points', async () => {
    const { measurement, report } = await judge({ speedup: 0.5, noise: 0.05 }, 1);
    expect(measurement).toMatchObject({ stopped: 'hopeless', rounds: { length: 5 } });
    expect(report).toMatchObject({ status: 'failed', kind: 'slow', points: 0 });
    expect(report.message).toMatch(/^Not fast enough: 0\.\d\d× faster/);
  });

  test.each([
    [1.1, 0],
    [1.28, 15],
    [1.42, 28],
  ])('of speedup %f on two cores gets %i points: the highest level it reached', async (speedup, points) => {
    const { report } = await judge({ speedup, noise: 0.01 }, 1);
    expect(report).toMatchObject({ status: 'failed', kind: 'slow', points });
  });

  test('hears of extra work only where there is some, and where it comes from', async () => {
    const many = await judge({ speedup: 1.1, noise: 0.02, work: 1.7 }, 1);
    expect(many.report.explanation).toContain(
      'more work than the sequential run. One worker does not do that extra work',
    );
    const one = await judge({ speedup: 1.1, noise: 0.02, work: 1.7, oneWorker: 1.6 }, 1);
    expect(one.report.explanation).toContain('with one worker already');
  });

  test('hears of idle cores only where some were idle', async () => {
    const { report } = await judge({ speedup: 1.2, noise: 0.02 }, 1);
    expect(report.explanation).toContain('Some workers had nothing to do while 2 cores were there');
    const { report: alone } = await judge(sequential, 1);
    expect(alone.explanation).toContain('Mostly one core was busy at a time');
    const { report: busy } = await judge({ speedup: 1.1, noise: 0.02, work: 1.8 }, 1);
    expect(busy.explanation).not.toMatch(/nothing to do|one core was busy/);
  });

  test('is not helped by a slow or sleeping path for one worker', async () => {
    const { report } = await judge({ ...sequential, oneWorker: 3 }, 1);
    expect(report.status).toBe('failed');
    expect(report.speedup!.median).toBeLessThan(1.1);
  });

  test('is not parallel for having a cleverer program than on one worker', async () => {
    const { report } = await judge({ speedup: 1.85, work: 1 / 1.85, noise: 0.02 }, 1);
    expect(report).toMatchObject({ status: 'failed', kind: 'slow', points: 0 });
    expect(report.coresBusy).toBeCloseTo(1, 1);
    expect(report.speedup!.median).toBeCloseTo(1, 1);
  });

  test('that is sequential reaches no level, also where one core is much of what the machine gives', async () => {
    const { report } = await judge({ ...sequential, noise: 0.02, capacity: 1.55 }, 1);
    expect(report.efficiency!.median).toBeGreaterThan(rules.levels[0]!.efficiency);
    expect(report).toMatchObject({ status: 'failed', kind: 'slow', points: 0 });
  });

  test('that is parallel and saves some work keeps its speedup', async () => {
    const { report } = await judge({ speedup: 1.9, work: 0.9, noise: 0.02 }, 1);
    expect(report.status).toBe('passed');
    expect(report.speedup!.median).toBeCloseTo(1.9, 1);
  });

  test('is held against its own sequential path where that is faster than ours', async () => {
    const { report } = await judge({ speedup: 1.85, noise: 0.02, oneWorker: 0.6 }, 1);
    expect(report).toMatchObject({ status: 'failed', kind: 'slow' });
    expect(report.speedup!.median).toBeCloseTo(1.11, 1);
  });
});

describe('the machine', () => {
  test('that was shared says so, with what is done about it', async () => {
    const { report } = await judge({ ...good, isHogged: true }, 1);
    expect(report.explanation).toMatch(
      /This machine gave 1\.\d\d of 2 cores while you were measured; waiting .* taken out/,
    );
  });

  test('that is weak for other reasons says so, without a promise', async () => {
    const { report } = await judge({ ...good, speedup: 1.6, capacity: 1.7 }, 4);
    expect(report.explanation).toMatch(/This machine gave 1\.\d\d of 2 cores while you were measured\.$/);
  });

  test('too weak to tell parallel from sequential passes no one', async () => {
    const { measurement, report } = await judge({ speedup: 1.15, noise: 0.02, capacity: 1.2 }, 1);
    expect(measurement.stopped).toBe('rounds');
    expect(report).toMatchObject({ status: 'inconclusive', points: null });
    expect(report.message).toContain('too few to tell a parallel program from a sequential one');
  });

  test('with fewer than two cores is inconclusive with the reason, and nothing is measured', async () => {
    const usable = { cores: 1.5, because: 'quota' } as const;
    const { measurement, report } = await judge(good, 1, undefined, { workers: 1, usable });
    expect(measurement).toMatchObject({ stopped: 'cores', rounds: [] });
    expect(report).toMatchObject({ status: 'inconclusive', points: null, rounds: [] });
    expect(report.message).toContain('a cgroup quota of 1.5 cores');
    expect(report).not.toHaveProperty('explanation');
    expect(SpeedupReportSchema.parse(report)).toEqual(report);
  });

  test('gives who is far too slow the five rounds that show it, however long they take', async () => {
    let clock = 0;
    const { measurement, report } = await judge({ speedup: 0.3, noise: 0.05 }, 1, undefined, {
      budgetMs: 1,
      now: () => clock++,
    });
    expect(measurement).toMatchObject({ stopped: 'hopeless', rounds: { length: 5 } });
    expect(report).toMatchObject({ status: 'failed', kind: 'slow' });
  });

  test('gives who is too slow in every round the nine that show it: who sleeps with one worker is not let off', async () => {
    let clock = 0;
    const sleeper = { ...sequential, noise: 0.02, oneWorker: 20 };
    const { measurement, report } = await judge(sleeper, 1, undefined, { budgetMs: 1, now: () => clock++ });
    expect(measurement.rounds).toHaveLength(9);
    expect(report).toMatchObject({ status: 'failed', kind: 'slow', points: 0 });
  });

  test('with time for fewer than nine rounds is inconclusive with the reason', async () => {
    let clock = 0;
    const { report } = await judge(good, 1, undefined, { budgetMs: 1, now: () => clock++ });
    expect(report).toMatchObject({ status: 'inconclusive', points: null });
    expect(report.message).toMatch(/^Only 1 of the 9 rounds that a verdict takes fitted/);
  });
});

describe('a clock of CPU time that moves in ticks', () => {
  /** A run that answers at once: the clock of CPU time stood still meanwhile, or moved by one tick. */
  const answer = (cpuMs: number, wrong?: string): RunSample => ({
    wallMs: 4,
    correctedWallMs: 4,
    cpuMs,
    loadCpuMs: 50,
    afterCpuMs: 0,
    peakRssMb: 50,
    ...(wrong !== undefined && { wrong }),
  });
  const roundOf = (one: number, many: number, wrong?: string): Round => ({
    seed: 1,
    baseline: { ...answer(1400), wallMs: 1400, correctedWallMs: 1400 },
    one: answer(one, wrong),
    many: answer(many, wrong),
    capacity: { cores: 1.9, correctedCores: 1.95 },
  });
  const usable = { cores: 2, because: 'affinity' } as const;

  test('that saw nothing of one wrong answer leaves a verdict all the same, without an account of the work', () => {
    const rounds = [roundOf(0, 0, 'expected 5 primes, got 0')];
    const report = speedupVerdict({ workers: 2, usable, rounds, stopped: 'wrong' }, rules, 7);
    expect(report).toMatchObject({ status: 'failed', points: 0, coresBusy: 0 });
    expect(report.explanation).toBeUndefined();
    expect(SpeedupReportSchema.parse(report)).toEqual(report);
  });

  test('leaves a report that fits the schema of the result, however often it stood still', () => {
    const ticks = fc.constantFrom(0, 10);
    fc.assert(
      fc.property(fc.array(fc.tuple(ticks, ticks, fc.boolean()), { minLength: 1, maxLength: 12 }), (seen) => {
        const rounds = seen.map(([one, many, isAllWait]) => {
          const round = roundOf(one, many);
          // Who used no CPU may have waited all of the time.
          return isAllWait && many === 0 ? { ...round, many: { ...round.many, leastWallMs: 0 } } : round;
        });
        const report = speedupVerdict({ workers: 2, usable, rounds, stopped: 'rounds' }, rules, 7);
        expect(SpeedupReportSchema.parse(report)).toEqual(report);
      }),
    );
  });
});

test('the trace that is shown is that of the round nearest to the median', async () => {
  const { report } = await judge({ speedup: 1.85, noise: 0.1 }, 1, (round) => ({
    ...round,
    many: { ...round.many, trace: { wallMs: round.seed, cpuMs: 1, threads: [], othersCount: 0 } },
  }));
  const { trace, rounds, speedup } = report;
  const distanceOf = (round: { speedup: number }) => Math.abs(round.speedup - speedup!.median);
  const shown = rounds.find(({ seed }) => seed === trace!.seed)!;
  expect(distanceOf(shown)).toBe(Math.min(...rounds.map(distanceOf)));
  expect(trace!.wallMs).toBe(trace!.seed);
  expect(SpeedupReportSchema.parse(report)).toEqual(report);
});

test('points rise with the speedup, and only a pass gets them all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.double({ min: 0.3, max: 2, noNaN: true }),
      fc.integer({ min: 0, max: 1000 }),
      async (speedup, seed) => {
        const { report } = await judge({ speedup, noise: 0.01 }, seed);
        if (report.status === 'inconclusive') expect(report.points).toBeNull();
        else if (report.status === 'passed') expect(report.points).toBe(40);
        else expect([0, 15, 28]).toContain(report.points);
      },
    ),
    { numRuns: 40 },
  );
});
