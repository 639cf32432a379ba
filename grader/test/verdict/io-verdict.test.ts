import { seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import type { IoSpeedupRules } from '../../src/kata/speedup-rules.ts';
import { type IoRound, idealTimes } from '../../src/measure/io-round.ts';
import { measureRounds } from '../../src/measure/protocol.ts';
import { SpeedupReportSchema } from '../../src/report/result.ts';
import { IO_READING, ioVerdict } from '../../src/verdict/io-verdict.ts';

const rules: IoSpeedupRules = {
  kind: 'io',
  levels: [
    { efficiency: 0.25, points: 15 },
    { efficiency: 0.5, points: 28 },
    { efficiency: 0.75, points: 40 },
  ],
  workers: 20,
};

/** A round of 100 items of 50 ms that took `makespanMs`, give or take 2 %. */
function roundOf(seed: number, makespanMs: number, more: Partial<IoRound> = {}): IoRound {
  const wallMs = makespanMs * (0.98 + 0.04 * seededRandom(seed).next());
  const run = { wallMs, correctedWallMs: wallMs, cpuMs: 30, loadCpuMs: 80, afterCpuMs: 3, peakRssMb: 70 };
  const counts = { mostInFlight: 20, asked: 100, afterwards: 0, serverLateMs: 0.2 };
  return { seed, run, items: 100, latencyMs: 50, workers: 20, ...counts, ...more };
}

async function judge(makespanMs: number, more: Partial<IoRound> = {}, options: { budgetMs?: number } = {}) {
  let clock = 0;
  const bench = { round: async (seed: number) => roundOf(seed, makespanMs, more) };
  const now = () => (clock += 500);
  const measured = await measureRounds(bench, IO_READING, { seed: 7, threshold: 0.75, now, ...options });
  const report = ioVerdict({ workers: 20, ...measured }, rules, 7);
  expect(SpeedupReportSchema.safeParse(report).success, 'a report keeps to its schema').toBe(true);
  return { report, measured };
}

it('a wrong answer as long as a message may be leaves a result that can be read again', async () => {
  const { report } = await judge(260, { run: { ...roundOf(1, 260).run, wrong: `said ${'x'.repeat(1e6)}` } });
  expect(report.message).toMatch(/: said x+…\.$/);
  expect(JSON.stringify(report).length).toBeLessThan(20_000);
});

describe('the ideal', () => {
  it('is made of the latency: one at a time, and in whole waves', () => {
    expect(idealTimes({ items: 100, latencyMs: 50, workers: 20 })).toEqual({ oneAtATimeMs: 5000, parallelMs: 250 });
    expect(idealTimes({ items: 101, latencyMs: 50, workers: 20 }).parallelMs).toBe(300);
  });
});

describe('the verdict on I/O-bound work', () => {
  it.each([
    [275, 'passed', 40],
    [400, 'failed', 28],
    [800, 'failed', 15],
    [5000, 'failed', 0],
  ])('a makespan of %i ms is %s and worth %i points', async (makespanMs, status, points) => {
    const { report } = await judge(makespanMs);
    expect([report.status, report.points]).toEqual([status, points]);
  });

  it('stops after few rounds where the case is plain', async () => {
    expect((await judge(5000)).measured).toMatchObject({ stopped: 'hopeless', rounds: { length: 5 } });
    expect((await judge(275)).measured).toMatchObject({ stopped: 'clear', rounds: { length: 9 } });
  });

  it('is inconclusive where strangers may have taken the time, and open points are not lost', async () => {
    const busy = roundOf(1, 500).run;
    const { report } = await judge(0, { run: { ...busy, correctedWallMs: 500, leastWallMs: 270 } });
    expect([report.status, report.points]).toEqual(['inconclusive', null]);
  });

  it('takes late answers of the server for the machine, not for the submission', async () => {
    expect((await judge(400, { serverLateMs: 28 })).report.status).toBe('inconclusive');
  });

  it('is inconclusive where time ran out before there were enough rounds', async () => {
    const { report } = await judge(275, {}, { budgetMs: 1500 });
    expect(report.status).toBe('inconclusive');
    expect(report.message).toMatch(/^Only \d of the 9 rounds that a verdict takes/);
  });

  it.each([
    ['more in flight than workers', { mostInFlight: 100 }, '100 were in flight at once, at most 20 expected'],
    ['items that were never asked about', { asked: 40 }, '60 were never asked about'],
    ['items in flight after the answer', { afterwards: 30 }, '30 were still in flight after the answer'],
    [
      'CPU time after the answer',
      { run: { ...roundOf(1, 260).run, afterCpuMs: 140 } },
      'Work goes on after the answer',
    ],
  ])('%s is no speed', async (_name, more, said) => {
    const { report } = await judge(260, more);
    expect(report).toMatchObject({ status: 'failed', kind: 'integrity', points: 0 });
    expect(report.message).toContain(said);
  });

  it('a wrong answer is no speed, and accuses nobody', async () => {
    const { report } = await judge(260, { run: { ...roundOf(1, 260).run, wrong: 'a@b.test is valid' } });
    expect(report).toMatchObject({ status: 'failed', kind: 'assertion', points: 0 });
    expect(report.message).toContain('a@b.test is valid');
  });

  it('a submission that never works on as many as it may does not pass', async () => {
    const { report } = await judge(300, { mostInFlight: 18 });
    expect(report).toMatchObject({ status: 'failed', kind: 'slow', points: 28, io: { mostInFlight: 18 } });
    expect(report.message).toContain('18 in flight at most, 20 expected');
  });
});
