import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Round, RunSample } from '../../src/measure/samples.ts';
import { SpeedupReportSchema } from '../../src/report/result.ts';
import { speedupVerdict } from '../../src/verdict/speedup-verdict.ts';
import { good, judge, rules, sequential, tally } from './simulated-bench.ts';

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

  test('whose cores share what the work needs is asked what it gives to this work, before anyone is called slow', async () => {
    const shared = { speedup: 1.35, noise: 0.02, workCores: 1.5 };
    const { measurement, report } = await judge(shared, 1);
    expect(measurement.workCores!.length).toBeGreaterThanOrEqual(3);
    expect(measurement.rounds).toHaveLength(9);
    expect(report).toMatchObject({ status: 'passed', points: 40, thresholdSpeedup: 1.2 });
    expect(report.capacity).toBeCloseTo(1.5, 1);
    expect(report.message).toMatch(
      /^1\.3\d× faster .*: (8|9)\d % of what this machine could give, (7|8)\d % \(1\.20×\)/,
    );
    expect(report.explanation).toMatch(/run 2 times at once, gets 1\.\d\d times as much done as alone/);
  });

  test('that is fast enough for a verdict is not asked', async () => {
    expect((await judge(good, 1)).measurement).not.toHaveProperty('workCores');
  });

  test('excuses nobody who is too slow for one core', async () => {
    const { measurement, report } = await judge({ speedup: 0.7, noise: 0.01, workCores: 1.1 }, 1);
    expect(measurement).not.toHaveProperty('workCores');
    expect(report).toMatchObject({ status: 'failed', kind: 'slow', points: 0 });
  });

  test.each([1.3, 1.4, 1.6, 2])('that gives %f cores to this work fails a sequential program', async (workCores) => {
    const { report } = await judge({ ...sequential, noise: 0.01, workCores }, 3);
    expect(report).toMatchObject({ status: 'failed', kind: 'slow', points: 0 });
  });

  test.each([1, 1.05, 1.2])('that gives %f cores to this work fails nobody who uses them', async (workCores) => {
    for (let seed = 0; seed < 40; seed++) {
      const { report } = await judge({ speedup: workCores * 0.95, noise: 0.02, workCores }, seed);
      expect(report).toMatchObject({ status: 'inconclusive', points: null });
    }
  });

  test('that shares, and scatters by 25 % besides, fails hardly anyone who uses it, and passes no sequential program', async () => {
    const workCores = 1.55;
    const ofGood = await tally({ speedup: 1.45, noise: 0.25, workCores }, 200);
    const ofSequential = await tally({ speedup: 1, noise: 0.25, workCores }, 200);
    expect(ofGood['failed']).toBe(0);
    expect(ofSequential['passed']).toBe(0);
    expect(ofSequential['failed']).toBeGreaterThan(120);
    expect((await tally({ speedup: 1.19, noise: 0.25, workCores: 1.25 }, 200))['failed']).toBeLessThanOrEqual(2);
  });

  test('is not blamed on the submission: what cores share makes every program work longer', async () => {
    const { report } = await judge({ speedup: 1.15, noise: 0.01, work: 1.6, workCores: 1.25 }, 1);
    expect(report.explanation).toMatch(
      /did (5|6)\d % more work than the sequential run\. The sequential program, run 2 times at once/,
    );
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
