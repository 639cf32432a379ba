import { kataSeed, replayHint, scratch, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { expectSummary, expectWithin } from './expectations.ts';
import { boundsOf, type CpuTicks, cpuTicks, disk, memory, usedBetween } from './kernel.ts';
import { attempted } from './patience.ts';
import { hasEach, keepBusy, METRICS, meanOverTime, medianGap, of, watch } from './watch.ts';

const random = seededRandom(kataSeed());
/** A sample that arrives later than this after it was taken, ms, was held up: the kernel has gone on since. */
const HELD_UP_MS = 20;

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
    const look = () => ({ memory: memory().usedPercent, disk: disk(diskPath).usedPercent });
    // Before, at every sample, and after: what others take meanwhile lies in between.
    const looks = [look()];
    const onSample = () => void looks.push(look());
    const { samples } = await watch({ sampleEveryMs: 10, diskPath, onSample }, hasEach(2));
    looks.push(look());
    for (const [metric, points] of [
      ['memory', 2],
      ['disk', 1],
    ] as const) {
      const bounds = boundsOf(looks.map((seen) => seen[metric]));
      for (const { usedPercent } of of(metric, samples)) {
        expectWithin(usedPercent, bounds, points, `a sample of ${metric}`);
      }
    }
  });

  it('of the CPU say what was used since the one before, within 5 points', async () => {
    const sampleEveryMs = random.int(95, 115);
    // The kernel is asked when a sample arrives. Where that is not when it was taken, the two speak of different times.
    const isInTime = ({ first, last }: CpuRun) => first.lateMs <= HELD_UP_MS && last.lateMs <= HELD_UP_MS;
    const { used, first, last } = await attempted(() => watchCpu(sampleEveryMs), isInTime);
    const what = `samples after the first one, by /proc/stat (the first and the last arrived ${first.lateMs.toFixed(0)} and ${last.lateMs.toFixed(0)} ms after they were taken)`;
    expectWithin(used, usedBetween(first.ticks, last.ticks), 5, what);
  });
});

/** What the kernel said when a sample arrived, and how long that was after it was taken. */
interface Look {
  readonly ticks: CpuTicks;
  readonly lateMs: number;
}

interface CpuRun {
  /** By the samples from the one after `first` to `last`, percent. */
  readonly used: number;
  readonly first: Look;
  readonly last: Look;
}

async function watchCpu(sampleEveryMs: number): Promise<CpuRun> {
  const looks: Look[] = [];
  const { samples } = await watch({ sampleEveryMs }, (sofar) => {
    const newest = sofar.at(-1);
    if (newest?.metric !== 'cpu') return false;
    looks.push({ ticks: cpuTicks(), lateMs: Date.now() - newest.atMs });
    if (looks.length === 1) keepBusy(200);
    // Three or four do; ten is for a monitor whose clock stands still.
    return looks.length > 10 || newest.atMs - of('cpu', sofar)[0]!.atMs > 300;
  });
  // What was on its way when the monitor was stopped is of the time after the last look.
  return { used: meanOverTime(of('cpu', samples).slice(0, looks.length)), first: looks[0]!, last: looks.at(-1)! };
}

describe('cadence', () => {
  it('samples of a metric lie one period apart', async () => {
    const sampleEveryMs = random.int(20, 30);
    const tolerance = 0.25 * sampleEveryMs;
    const isKept = (gaps: readonly number[]) => gaps.every((gap) => Math.abs(gap - sampleEveryMs) <= tolerance);
    const gaps = await attempted(async () => {
      const { samples } = await watch({ sampleEveryMs }, hasEach(10));
      return METRICS.map((metric) => medianGap(of(metric, samples)));
    }, isKept);
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
