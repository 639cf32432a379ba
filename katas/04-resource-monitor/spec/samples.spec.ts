import { kataSeed, replayHint, scratch, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { CLOCKS_MS, expectWithin } from './expectations.ts';
import { boundsOf, disk, memory } from './kernel.ts';
import { attempted } from './patience.ts';
import { hasEach, METRICS, medianGap, of, watch } from './watch.ts';
import { expectCpuOfSamples } from './watch-cpu.ts';

const random = seededRandom(kataSeed());

describe('samples', () => {
  it('come of every metric, in order, each with the time it was taken and a share in percent', async () => {
    const startedMs = Date.now();
    const sampleEveryMs = random.int(8, 13);
    const { samples } = await watch({ sampleEveryMs }, hasEach(15));
    const endedMs = Date.now();
    expect(new Set(samples.map(({ metric }) => metric)), 'the metrics').toEqual(new Set(METRICS));
    for (const { metric, atMs, usedPercent } of samples) {
      expectWithin(atMs, { low: startedMs, high: endedMs }, CLOCKS_MS, `atMs of ${metric}, while the monitor ran`);
      expectWithin(usedPercent, { low: 0, high: 100 }, 0, `usedPercent of ${metric}`);
    }
    for (const metric of METRICS) {
      const times = of(metric, samples).map(({ atMs }) => atMs);
      const late = times.findIndex((time, i) => time < (times[i - 1] ?? 0));
      if (late >= 0) {
        const text = `samples come in the order of their times: sample ${late + 1} of ${metric} is older than the one before it`;
        expect.fail(`${text}, with sampleEveryMs ${sampleEveryMs} ${replayHint()}`);
      }
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
    await expectCpuOfSamples(random.int(95, 115));
  });
});

describe('cadence', () => {
  it('samples of a metric lie one period apart', async () => {
    // So long that the millisecond by which a timer is late is little of it.
    const sampleEveryMs = random.int(40, 60);
    const tolerance = Math.ceil(0.12 * sampleEveryMs);
    const isKept = (gaps: readonly number[]) => gaps.every((gap) => Math.abs(gap - sampleEveryMs) <= tolerance);
    const gaps = await attempted(async () => {
      const { samples } = await watch({ sampleEveryMs }, hasEach(10));
      return METRICS.map((metric) => medianGap(of(metric, samples)));
    }, isKept);
    for (const [i, metric] of METRICS.entries()) {
      const bounds = boundsOf([sampleEveryMs]);
      const what = `samples lie one period apart: ms between two of ${metric} (median) with sampleEveryMs ${sampleEveryMs}`;
      expectWithin(gaps[i], bounds, tolerance, what);
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
