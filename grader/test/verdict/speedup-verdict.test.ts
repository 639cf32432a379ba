import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { SpeedupReportSchema } from '../../src/report/result.ts';
import { sayIn } from '../../src/report/sentence.ts';
import { speedupVerdict } from '../../src/verdict/speedup-verdict.ts';
import { good, judge, rules, sequential, type Truth, tally } from './simulated-bench.ts';

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
