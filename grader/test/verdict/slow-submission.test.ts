import { describe, expect, test } from 'vitest';
import { judge, rules, sequential } from './simulated-bench.ts';

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
