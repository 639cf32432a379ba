import { kataSeed, replayHint, scratch, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { expectSummary, expectWithin } from './expectations.ts';
import { type CpuTicks, cpuTicks, disk, memory, usedBetween } from './kernel.ts';
import { hasEach, keepBusy, METRICS, meanOverTime, medianGap, of, watch } from './watch.ts';

const random = seededRandom(kataSeed());
/** Monitors that may lose their cadence before it counts. */
const ATTEMPTS = 4;

describe('samples', () => {
  it('come of every metric, in order, each with the time it was taken and a share in percent', async () => {
    const startedMs = Date.now();
    const { samples } = await watch({ sampleEveryMs: random.int(2, 6) }, hasEach(15));
    const endedMs = Date.now();
    expect(new Set(samples.map(({ metric }) => metric)), 'the metrics').toEqual(new Set(METRICS));
    for (const { metric, atMs, usedPercent } of samples) {
      expectWithin(atMs, { low: startedMs, high: endedMs }, 5, `atMs of ${metric}, while the monitor ran`);
      expectWithin(usedPercent, { low: 0, high: 100 }, 0, `usedPercent of ${metric}`);
    }
    for (const metric of METRICS) {
      const times = of(metric, samples).map(({ atMs }) => atMs);
      const late = times.findIndex((time, i) => time < (times[i - 1] ?? 0));
      expect(late, `sample ${late} of ${metric} is older than the one before it ${replayHint()}`).toBe(-1);
    }
  });

  it('of memory and disk agree with the kernel: within 2 points and 1 point', async () => {
    const diskPath = await scratch();
    const { samples } = await watch({ sampleEveryMs: 10, diskPath }, hasEach(2));
    const expected = { memory: memory().usedPercent, disk: disk(diskPath).usedPercent };
    for (const [metric, points] of [
      ['memory', 2],
      ['disk', 1],
    ] as const) {
      for (const { usedPercent } of of(metric, samples)) {
        expectWithin(usedPercent, { low: expected[metric], high: expected[metric] }, points, `a sample of ${metric}`);
      }
    }
  });

  it('of the CPU say what was used since the one before, within 5 points', async () => {
    const looks: CpuTicks[] = [];
    const { samples } = await watch({ sampleEveryMs: random.int(95, 115) }, (sofar) => {
      if (sofar.at(-1)?.metric !== 'cpu') return false;
      looks.push(cpuTicks());
      if (looks.length === 1) keepBusy(200);
      // Three or four do; ten is for a monitor whose clock stands still.
      return looks.length > 10 || sofar.at(-1)!.atMs - of('cpu', sofar)[0]!.atMs > 300;
    });
    // What was on its way when the monitor was stopped is of the time after the last look.
    const received = meanOverTime(of('cpu', samples).slice(0, looks.length));
    expectWithin(received, usedBetween(looks[0]!, looks.at(-1)!), 5, 'samples after the first one, by /proc/stat');
  });
});

describe('cadence', () => {
  it('samples of a metric lie one period apart', async () => {
    const sampleEveryMs = random.int(20, 30);
    const tolerance = 0.25 * sampleEveryMs;
    let gaps: readonly number[] = [];
    const isKept = () => gaps.every((gap) => Math.abs(gap - sampleEveryMs) <= tolerance);
    // A busy machine takes the cadence from whoever keeps it, now and then; it gives none to who has none.
    for (let attempt = 0; attempt === 0 || (attempt < ATTEMPTS && !isKept()); attempt++) {
      const { samples } = await watch({ sampleEveryMs }, hasEach(10));
      gaps = METRICS.map((metric) => medianGap(of(metric, samples)));
    }
    for (const [i, metric] of METRICS.entries()) {
      const bounds = { low: sampleEveryMs, high: sampleEveryMs };
      expectWithin(gaps[i], bounds, tolerance, `ms between samples of ${metric} (median)`);
    }
  });
});

describe('disk-path', () => {
  it('the disk that is sampled is the one that diskPath lies on', async () => {
    // One with blocks, and one that has none at all: the root of a sandbox may look like either.
    for (const diskPath of [await scratch(), '/proc/stat']) {
      const { samples } = await watch({ sampleEveryMs: 10, diskPath }, hasEach(1));
      const { usedPercent: expected } = disk(diskPath);
      for (const { usedPercent } of of('disk', samples)) {
        expectWithin(usedPercent, { low: expected, high: expected }, expected === 0 ? 0 : 1, `a sample of ${diskPath}`);
      }
    }
  });
});

describe('independent-calls', () => {
  it('monitors that run at the same time do not disturb each other', async () => {
    const diskPath = await scratch();
    const [one, two] = await Promise.all([
      watch({ sampleEveryMs: 10, diskPath }, hasEach(8)),
      watch({ sampleEveryMs: 20, diskPath: '/proc/stat' }, hasEach(6)),
    ]);
    for (const { samples, summary } of [one, two]) expectSummary(summary, samples);
    const bounds = { low: disk(diskPath).usedPercent, high: disk(diskPath).usedPercent };
    for (const { usedPercent } of of('disk', one.samples))
      expectWithin(usedPercent, bounds, 1, 'disk of the first one');
    for (const { usedPercent } of of('disk', two.samples)) expect(usedPercent, 'disk of the second one').toBe(0);
  });
});
