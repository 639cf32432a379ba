import { describe, expect, test } from 'vitest';
import type { Round, RunSample } from '../../src/measure/samples.ts';
import { judge, type Truth } from './simulated-bench.ts';

const fast: Truth = { speedup: 1.85, noise: 0.05 };

const alterMany =
  (change: Partial<RunSample> | ((sample: RunSample) => Partial<RunSample>)) =>
  (round: Round): Round => ({
    ...round,
    many: { ...round.many, ...(typeof change === 'function' ? change(round.many) : change) },
  });

describe('a cheat fails with integrity and gets nothing, however fast it looks', () => {
  const cheats: Record<string, [(round: Round) => Round, RegExp]> = {
    'working before the call': [alterMany({ loadCpuMs: 700 }), /^Work is done before the call: loading took 700 ms/],
    'looking the answer up': [
      (round) => ({ ...round, one: { ...round.one, cpuMs: 40 }, many: { ...round.many, cpuMs: 45 } }),
      /^The answer took \d\d times less work than the sequential run/,
    ],
    'looking the answer up where there are several workers': [
      alterMany(({ cpuMs }) => ({ cpuMs: cpuMs / 4 })),
      /^The answer took \d times less work than the sequential run, at most 3 times expected/,
    ],
    'working after the answer': [alterMany({ afterCpuMs: 140 }), /^Work goes on after the answer: 140 ms/],
  };

  test.each(Object.entries(cheats))('%s', async (_name, [alter, sentence]) => {
    const { measurement, report } = await judge(fast, 1, alter);
    expect(measurement).toMatchObject({ stopped: 'caught', rounds: { length: 5 } });
    expect(report).toMatchObject({ status: 'failed', kind: 'integrity', points: 0 });
    expect(report.message).toMatch(sentence);
  });

  test('and a pool that is made while the module loads is none', async () => {
    const { report } = await judge(fast, 1, alterMany({ loadCpuMs: 300 }));
    expect(report).toMatchObject({ status: 'passed' });
  });

  test.each(Object.entries(cheats))('%s in half of the rounds or fewer accuses no one', async (_name, [alter]) => {
    let count = 0;
    const { report } = await judge(fast, 1, (round) => (count++ % 2 === 1 ? alter(round) : round));
    // A round without work is a round without a speedup too, so this need not pass.
    expect(report.status).not.toBe('failed');
    expect(report.kind).toBeUndefined();
  });

  test.each(Object.entries(cheats))('%s in two of three rounds is enough', async (_name, [alter]) => {
    let count = 0;
    const { report } = await judge(fast, 1, (round) => (count++ % 3 < 2 ? alter(round) : round));
    expect(report).toMatchObject({ status: 'failed', kind: 'integrity', points: 0 });
  });

  test('busy threads are no cheat: they are slow, and the sentence says why', async () => {
    const { report } = await judge({ speedup: 1, noise: 0.02, work: 1.95 }, 1);
    expect(report).toMatchObject({ status: 'failed', kind: 'slow' });
    expect(report.explanation).toContain('more work than the sequential run');
    expect(report.explanation).toContain('waiting in a loop');
  });
});

describe('a wrong answer while measuring fails and gets nothing', () => {
  test('to a fresh input, once, at once, and it accuses nobody', async () => {
    for (const role of ['one', 'many'] as const) {
      const { measurement, report } = await judge(fast, 1, (round) => ({
        ...round,
        [role]: { ...round[role], wrong: 'counted 3 primes, expected 4' },
      }));
      expect(measurement).toMatchObject({ stopped: 'wrong', rounds: { length: 1 } });
      expect(report).toMatchObject({ status: 'failed', kind: 'assertion', points: 0 });
      expect(report.message).toContain('counted 3 primes, expected 4');
    }
  });

  test('as long as a message may be leaves a result that can be read again', async () => {
    const { report } = await judge(fast, 1, alterMany({ wrong: `counted ${'x'.repeat(1e6)}` }));
    expect(report.message).toMatch(/: counted x+…\.$/);
    expect(JSON.stringify(report).length).toBeLessThan(20_000);
  });

  test('of the baseline is our own fault and no one’s loss', async () => {
    const { report } = await judge(fast, 1, (round) => ({
      ...round,
      baseline: { ...round.baseline, wrong: 'off by one' },
    }));
    expect(report).toMatchObject({ status: 'error', points: null });
    expect(report.message).toContain('own sequential program');
  });
});
