import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expectRefusal, rejectionOf, scratch, settled } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { monitorResources } from '#kata';
import { CLOCKS_MS, expectWithin } from './expectations.ts';
import { patience } from './patience.ts';
import { hasEach, METRICS, of, type Sample, watch } from './watch.ts';

describe('bad-options', () => {
  it('a period below 1 ms, above 2^31 - 1 ms, or no number is refused', async () => {
    for (const period of [0, 0.5, -1, NaN, Infinity, 2 ** 31, '10' as never]) {
      for (const name of ['sampleEveryMs', 'reportEveryMs']) {
        const call = () => monitorResources({ [name]: period, signal: patience() });
        await expectRefusal(call, `${name}: ${typeof period === 'string' ? `'${period}'` : period}`);
      }
    }
  });

  it('1 ms and 2^31 - 1 ms are periods', async () => {
    for (const period of [1, 2 ** 31 - 1]) {
      const periods = { sampleEveryMs: period, reportEveryMs: period };
      const what = `a monitor with periods of ${period} ms, stopped beforehand`;
      const summary = await settled(monitorResources({ ...periods, signal: AbortSignal.abort() }), what);
      expect(summary, what).toMatchObject({ reports: 0 });
    }
  });

  it('a callback that is no function, and a diskPath that is no string, are refused', async () => {
    for (const bad of [
      { onSample: 'loud' },
      { onReport: 42 },
      { diskPath: 42 },
      { diskPath: new Uint8Array([47]) },
    ] as object[]) {
      await expectRefusal(() => monitorResources({ ...bad, signal: patience() }), JSON.stringify(bad));
    }
  });
});

describe('unreadable-disk', () => {
  it('a diskPath that cannot be read is refused at once, and named', async () => {
    const diskPath = join(await scratch(), 'nothing');
    const heard: Sample[] = [];
    // Whoever waits for the first sample to find out waits for an hour.
    const options = { sampleEveryMs: 3_600_000, diskPath, onSample: (sample: Sample) => void heard.push(sample) };
    const call = () => monitorResources({ ...options, signal: patience() });
    const error = await rejectionOf(call, `diskPath: '${diskPath}'`);
    expect(String((error as Error)?.message), 'the message must name the path').toContain(diskPath);
    expect(heard, 'samples of a monitor that was refused').toEqual([]);
  });
});

describe('defaults', () => {
  it('an option that is undefined takes its default: 5 s are no 200 ms', async () => {
    const stop = new AbortController();
    const heard: Sample[] = [];
    const none = undefined as never;
    const running = monitorResources({
      sampleEveryMs: none,
      reportEveryMs: none,
      diskPath: none,
      onReport: none,
      onSample: (sample) => void heard.push(sample),
      signal: stop.signal,
    });
    await Promise.all([settled(running, 'an aborted monitor'), sleep(200).then(() => stop.abort())]);
    for (const metric of METRICS) expect(of(metric, heard).length, `samples of ${metric}`).toBeLessThanOrEqual(1);
  });

  it('a reportEveryMs that is undefined takes its default: 30 s are one window for a moment', async () => {
    const { summary, reports } = await watch({ sampleEveryMs: 10, reportEveryMs: undefined as never }, hasEach(3));
    expect(reports.length, 'reports of a monitor that was stopped after a moment').toBeLessThanOrEqual(1);
    for (const { fromMs, toMs } of reports) {
      const bounds = { low: summary.fromMs, high: summary.fromMs + 30_000 };
      expectWithin(fromMs, bounds, CLOCKS_MS, 'fromMs of its report');
      expectWithin(toMs, bounds, CLOCKS_MS, 'toMs of its report');
    }
  });
});
