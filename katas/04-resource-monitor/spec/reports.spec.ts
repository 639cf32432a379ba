import { kataSeed, replayHint, scratch, seededRandom, settled } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { monitorResources } from '#kata';
import { CLOCKS_MS, expectNoneLost, expectReportsWithin, expectSummary, expectWindows } from './expectations.ts';
import { attempted, PATIENCE_MS } from './patience.ts';
import { expectSummaryFields, hasEach, keepBusy, METRICS, type Metric, of, type Watched, watch } from './watch.ts';

const random = seededRandom(kataSeed());
/** MiB. Enough for figures that move; where one worker starts late, the others may sample for long. */
const MOST_HELD = 60;

describe('reports', () => {
  it('follow each other in windows of reportEveryMs, which hold every sample once', async () => {
    const reportEveryMs = random.int(50, 90);
    const watched = await watch({ sampleEveryMs: 15, reportEveryMs }, hasEach(20));
    const what = `reports of some ${20 * 15} ms, one in ${reportEveryMs} ms ${replayHint()}`;
    expect(watched.reports.length, what).toBeGreaterThanOrEqual(3);
    expectWindows(watched, reportEveryMs);
    expectNoneLost(watched);
  });

  it('are told while the monitor runs, not when it is stopped', async () => {
    const stop = new AbortController();
    let isTold = false;
    const onReport = () => {
      isTold ||= !stop.signal.aborted;
      stop.abort();
    };
    const periods = { sampleEveryMs: 10, reportEveryMs: 50 };
    const running = monitorResources({ ...periods, diskPath: await scratch(), onReport, signal: stop.signal });
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    await settled(running, 'an aborted monitor').finally(() => clearTimeout(timer));
    if (!isTold)
      expect.fail(`no report in ${PATIENCE_MS / 1000} s of a monitor with reportEveryMs 50; one was due every 50 ms`);
  });

  it('go by the time when samples were taken, not when they arrive', async () => {
    const reportEveryMs = 40;
    let isHeldUp = false;
    const watched = await watch({ sampleEveryMs: 10, reportEveryMs }, (sofar) => {
      if (!isHeldUp && hasEach(4)(sofar)) {
        isHeldUp = true;
        keepBusy(random.int(110, 140));
      }
      return isHeldUp && (sofar.at(-1)?.atMs ?? 0) > (sofar[0]?.atMs ?? 0) + 270;
    });
    expectWindows(watched, reportEveryMs);
    expectNoneLost(watched);
  });

  it('hold also what was on its way when the monitor was stopped', async () => {
    const isKept = ({ taken }: BlockedRun) => METRICS.every((metric) => !isLost(taken[metric]));
    // Longer and longer, for machines on which workers wait for a core.
    const run = await attempted((number) => stopWhileBlocked(72 * 2 ** number), isKept);
    for (const metric of METRICS.filter((each) => isLost(run.taken[each]))) {
      const [before] = run.taken[metric];
      expect.fail(
        `no sample is lost: onSample did not return for ${run.blockMs} ms, twice, and stopped the monitor at the end of the second time; ${before} samples of ${metric} were taken in the first one and told afterwards, 0 in the second one, expected about as many`,
      );
    }
    expectNoneLost(run);
    expectSummary(run.summary, run.samples);
  });
});

interface BlockedRun extends Watched {
  readonly blockMs: number;
  /** Samples of each metric that were taken in the first and in the second time in which `onSample` did not return. */
  readonly taken: Record<Metric, readonly [number, number]>;
}

/** Blocks in `onSample` twice, and stops the monitor when the second time is over. */
async function stopWhileBlocked(blockMs: number): Promise<BlockedRun> {
  const blocks: { fromMs: number; toMs: number }[] = [];
  const block = () => {
    const fromMs = Date.now();
    keepBusy(blockMs);
    blocks.push({ fromMs, toMs: Date.now() });
  };
  const watched = await watch({ sampleEveryMs: blockMs / 12, reportEveryMs: 60_000 }, (sofar) => {
    const sinceMs = blocks[0]?.toMs ?? 0;
    // After the first time, each metric is heard of again.
    if (blocks.length === 2 || !hasEach(1)(sofar.filter(({ atMs }) => atMs > sinceMs))) return false;
    block();
    return blocks.length === 2;
  });
  const takenIn = (metric: Metric) =>
    blocks.map(({ fromMs, toMs }) => of(metric, watched.samples).filter(({ atMs }) => atMs > fromMs && atMs < toMs));
  const counts = METRICS.map((metric) => [metric, takenIn(metric).map((samples) => samples.length)]);
  return { ...watched, blockMs, taken: Object.fromEntries(counts) };
}

/** Who takes no samples while the event loop stands still has none to lose, and one or two are chance. */
function isLost([first, second]: readonly [number, number]): boolean {
  return first >= 3 && second === 0;
}

describe('last-report', () => {
  it('is about the window in which the monitor was stopped', async () => {
    const watched = await watch({ sampleEveryMs: 10, reportEveryMs: 60_000 }, hasEach(3));
    const endedMs = Date.now();
    expect(watched.reports.length, 'reports of a monitor that was stopped in its first window').toBe(1);
    expectNoneLost(watched);
    expectWindows(watched, 60_000);
    expectReportsWithin(watched, endedMs);
  });
});

describe('summary', () => {
  it('has the figures of all samples, from when to when, and how many reports there were', async () => {
    const startedMs = Date.now();
    const every = { sampleEveryMs: 20, reportEveryMs: random.int(60, 150) };
    // Of figures that stay the same, as those of a machine at rest or at its limit may, every kind of mean is right.
    const held: Buffer[] = [];
    const onSample = () => void (held.length < MOST_HELD && held.push(Buffer.alloc(1024 * 1024, 1)));
    // A prime: windows of which each holds as many as the others are not to be had.
    const { summary, samples, reports } = await watch({ ...every, onSample }, hasEach(17));
    expectSummary(summary, samples);
    const told = `reports, by the summary, of ${reports.length} that were told, one in ${every.reportEveryMs} ms`;
    expect(summary.reports, `${told} ${replayHint()}`).toBe(reports.length);
    const { fromMs, toMs } = summary;
    const isInOrder = startedMs - CLOCKS_MS <= fromMs && fromMs < toMs && toMs <= Date.now() + CLOCKS_MS;
    const times = `the monitor ran from ${startedMs} to ${Date.now()}, by the summary from ${fromMs} to ${toMs}`;
    if (!isInOrder) expect.fail(times);
  });

  it('counts those that were told, also where most windows have no sample', async () => {
    const { summary, reports } = await watch({ sampleEveryMs: 60, reportEveryMs: 20 }, hasEach(3));
    const told = `reports, by the summary, of ${reports.length} that were told, one in 20 ms, with sampleEveryMs 60`;
    expect(summary.reports, told).toBe(reports.length);
  });

  it('counts the reports also where there is no onReport', async () => {
    const stop = new AbortController();
    const periods = { sampleEveryMs: 10, reportEveryMs: 60_000 };
    const options = { ...periods, diskPath: await scratch(), onSample: () => stop.abort(), signal: stop.signal };
    const summary = await settled(monitorResources(options), 'a monitor whose onSample aborts it');
    const what =
      'reports, by the summary of a monitor without onReport that took a sample and was stopped in its window';
    expect(expectSummaryFields(summary).reports, what).toBe(1);
  });
});
