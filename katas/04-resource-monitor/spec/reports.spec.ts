import { kataSeed, replayHint, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { expectNoneLost, expectSummary, expectWindows } from './expectations.ts';
import { hasEach, keepBusy, watch } from './watch.ts';

const random = seededRandom(kataSeed());

describe('reports', () => {
  it('follow each other in windows of reportEveryMs, which hold every sample once', async () => {
    const reportEveryMs = random.int(30, 50);
    const { reports, samples } = await watch({ sampleEveryMs: 8, reportEveryMs }, hasEach(20));
    expect(reports.length, `reports of some ${20 * 8} ms, one in ${reportEveryMs} ms`).toBeGreaterThanOrEqual(3);
    expectWindows(reports, samples, reportEveryMs);
    expectNoneLost(reports, samples);
  });

  it('go by the time when samples were taken, not when they arrive', async () => {
    const reportEveryMs = 40;
    let isHeldUp = false;
    const { reports, samples } = await watch({ sampleEveryMs: 10, reportEveryMs }, (sofar) => {
      if (!isHeldUp && hasEach(4)(sofar)) {
        isHeldUp = true;
        keepBusy(random.int(110, 140));
      }
      return isHeldUp && (sofar.at(-1)?.atMs ?? 0) > (sofar[0]?.atMs ?? 0) + 270;
    });
    expectWindows(reports, samples, reportEveryMs);
    expectNoneLost(reports, samples);
  });
});

describe('last-report', () => {
  it('is about the window in which the monitor was stopped', async () => {
    const { reports, samples } = await watch({ sampleEveryMs: 10, reportEveryMs: 60_000 }, hasEach(3));
    expect(reports.length, 'reports of a monitor that was stopped in its first window').toBe(1);
    expectNoneLost(reports, samples);
    expectWindows(reports, samples, 60_000);
  });
});

describe('summary', () => {
  it('has the figures of all samples, from when to when, and how many reports there were', async () => {
    const startedMs = Date.now();
    const every = { sampleEveryMs: 8, reportEveryMs: random.int(25, 60) };
    // Of figures that stay the same, as those of a machine at rest or at its limit may, every kind of mean is right.
    const held: Buffer[] = [];
    const onSample = () => void held.push(Buffer.alloc(1024 * 1024, 1));
    // A prime: windows of which each holds as many as the others are not to be had.
    const { summary, samples, reports } = await watch({ ...every, onSample }, hasEach(17));
    expectSummary(summary, samples);
    expect(summary.reports, `reports, of ${reports.length} that were told ${replayHint()}`).toBe(reports.length);
    const { fromMs, toMs } = summary;
    const isInOrder = startedMs - 5 <= fromMs && fromMs < toMs && toMs <= Date.now() + 5;
    expect(isInOrder, `the monitor ran from ${startedMs} to ${Date.now()}, received ${fromMs} to ${toMs}`).toBe(true);
  });
});
