import { seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import type { CadenceRules } from '../../src/kata/speedup-rules.ts';
import type { CadenceRound } from '../../src/measure/cadence-round.ts';
import { measureRounds } from '../../src/measure/protocol.ts';
import { SpeedupReportSchema } from '../../src/report/result.ts';
import { CADENCE_READING, cadenceVerdict } from '../../src/verdict/cadence-verdict.ts';

const rules: CadenceRules = {
  kind: 'cadence',
  levels: [
    { efficiency: 0.4, points: 15 },
    { efficiency: 0.6, points: 28 },
    { efficiency: 0.8, points: 40 },
  ],
  workers: 3,
};

const RUN = { wallMs: 1400, correctedWallMs: 1400, cpuMs: 90, loadCpuMs: 80, afterCpuMs: 3, peakRssMb: 70 };
const BLOCKED = { cpuMs: 40, loopWakeUps: 1, otherWakeUps: 160, waitedMs: 2 };

/** A round of a second in which a share of 150 samples was kept, give or take three of them. */
function roundOf(seed: number, share: number, more: Partial<CadenceRound> = {}): CadenceRound {
  const kept = Math.max(0, Math.round(share * 150) - seededRandom(seed).int(0, 4));
  const counts = { claimed: kept, untrue: 0, kept, wakeUpsAfter: 2 };
  return { seed, run: RUN, series: 3, everyMs: 20, blockedMs: 1000.4, ...counts, blocked: BLOCKED, ...more };
}

async function judge(share: number, more: Partial<CadenceRound> = {}, options: { budgetMs?: number } = {}) {
  let clock = 0;
  const bench = { round: async (seed: number) => roundOf(seed, share, more) };
  const now = () => (clock += 1500);
  const measured = await measureRounds(bench, CADENCE_READING, { seed: 7, threshold: 0.8, now, ...options });
  const report = cadenceVerdict(measured, rules, 7);
  expect(SpeedupReportSchema.safeParse(report).error, 'a report keeps to its schema').toBeUndefined();
  return { report, measured };
}

describe('the verdict on cadence', () => {
  it.each([
    [0.99, 'passed', 40],
    [0.7, 'failed', 28],
    [0.5, 'failed', 15],
    [0.33, 'failed', 0],
    [0, 'failed', 0],
  ])('a share of %f is %s and worth %i points', async (share, status, points) => {
    const { report } = await judge(share);
    expect([report.status, report.points]).toEqual([status, points]);
  });

  it('is about a share of samples, and tells of no speedup', async () => {
    const { report } = await judge(0.99);
    expect(report.speedup).toBeUndefined();
    expect(report).toMatchObject({ workers: 3, cadence: { everyMs: 20, due: 150 } });
    expect(report.message).toMatch(/^It kept 9\d % of the samples that were due .* 80 % asked for\.$/);
  });

  it('stops after few rounds where the case is plain', async () => {
    expect((await judge(0)).measured).toMatchObject({ stopped: 'hopeless', rounds: { length: 5 } });
    expect((await judge(0.99)).measured).toMatchObject({ stopped: 'clear', rounds: { length: 9 } });
  });

  it('is inconclusive where waits for a core may have cost the samples, and open points are not lost', async () => {
    const { report } = await judge(0.6, { blocked: { ...BLOCKED, waitedMs: 900 } });
    expect([report.status, report.points]).toEqual(['inconclusive', null]);
  });

  it('is inconclusive where time ran out before there were enough rounds', async () => {
    const { report } = await judge(0.99, {}, { budgetMs: 4000 });
    expect(report.status).toBe('inconclusive');
    expect(report.message).toMatch(/^Only \d of the 9 rounds that a verdict takes/);
  });

  it('accuses nobody of inventing samples where nobody can tell who was awake', async () => {
    const { otherWakeUps: _, ...blocked } = BLOCKED;
    expect((await judge(0.99, { blocked })).report.status).toBe('passed');
  });

  it.each<[string, Partial<CadenceRound>, string]>([
    [
      'an event loop that went on',
      { blocked: { ...BLOCKED, loopWakeUps: 60 } },
      'ran 60 times while it was to be blocked',
    ],
    ['more samples than anybody was awake for', { blocked: { ...BLOCKED, otherWakeUps: 4 } }, 'woke up for at most 15'],
    ['samples that the kernel contradicts', { untrue: 30 }, '30 samples do not agree'],
    ['waiting in a loop', { blocked: { ...BLOCKED, cpuMs: 980 } }, 'Sampling took 980 ms of CPU time'],
    ['CPU time after the answer', { run: { ...RUN, afterCpuMs: 140 } }, 'Work goes on after the answer: 140 ms'],
    ['threads that stay awake', { wakeUpsAfter: 25 }, 'woke up 25 times in a quiet moment'],
  ])('%s is no cadence', async (_name, more, said) => {
    const { report } = await judge(0.99, more);
    expect(report).toMatchObject({ status: 'failed', kind: 'integrity', points: 0 });
    expect(report.message).toContain(said);
  });

  it('a wrong answer is no cadence, and accuses nobody', async () => {
    const { report } = await judge(0.99, { run: { ...RUN, wrong: 'the summary counts 3' } });
    expect(report).toMatchObject({ status: 'failed', kind: 'assertion', points: 0 });
    expect(report.message).toContain('the summary counts 3');
  });

  it('a run that never came to a block is wrong, not a division by nothing', async () => {
    const { report } = await judge(0, { blockedMs: 0, run: { ...RUN, wrong: 'it ended by itself' } });
    expect(report.message).toContain('it ended by itself');
  });
});
