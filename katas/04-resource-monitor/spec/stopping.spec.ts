import { setTimeout as sleep } from 'node:timers/promises';
import { rejectionOf, scratch, settled } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { monitorResources } from '#kata';
import { expectFigures } from './expectations.ts';
import { patience } from './patience.ts';
import { expectSummaryFields, hasEach, METRICS, type Sample, watch } from './watch.ts';

const HOUR_MS = 3_600_000;
/** A judge waits 15 s for a call, and the call has to end as well. */
const LONGEST_WAIT_MS = 4000;
/** For who goes on where it should have ended: many periods of its samples. */
const TIME_TO_BE_HEARD_MS = 50;

describe('abort', () => {
  it('is the normal end: the call resolves, whatever the reason', async () => {
    const stop = new AbortController();
    const onSample = () => stop.abort(new Error('the reason'));
    const options = { sampleEveryMs: 10, diskPath: await scratch(), onSample, signal: stop.signal };
    expectSummaryFields(await settled(monitorResources(options), 'a monitor whose onSample aborts it'));
  });

  it('does not wait for a sample that is due in an hour', async () => {
    // Whoever takes no sample in an hour does not say when it is asleep. Another one says how long that takes here.
    const startedMs = performance.now();
    await watch({ sampleEveryMs: 10 }, hasEach(1));
    const asleepMs = Math.min(LONGEST_WAIT_MS, Math.max(150, 3 * (performance.now() - startedMs)));
    const hours = { sampleEveryMs: HOUR_MS, reportEveryMs: HOUR_MS, diskPath: await scratch() };
    // In the line after the call, while workers are starting, and when they are asleep.
    for (const afterMs of [0, 20, Math.ceil(asleepMs)]) {
      const stop = new AbortController();
      const what = `a monitor that was aborted after ${afterMs} ms, with the first sample due in an hour,`;
      const running = settled(monitorResources({ ...hours, signal: stop.signal }), what);
      // One that is refused is heard of below.
      running.catch(() => {});
      if (afterMs > 0) await sleep(afterMs);
      stop.abort();
      expectSummaryFields(await running);
    }
  });

  it('beforehand gives an empty summary, and nothing is sampled', async () => {
    const heard: unknown[] = [];
    const note = (what: unknown) => void heard.push(what);
    const options = { sampleEveryMs: 1, reportEveryMs: 1, diskPath: await scratch(), onSample: note, onReport: note };
    const running = monitorResources({ ...options, signal: AbortSignal.abort() });
    const summary = expectSummaryFields(await settled(running, 'a monitor whose signal was aborted beforehand'));
    for (const metric of METRICS) expectFigures(summary[metric], [], `${metric} of a monitor that never ran`);
    expect(summary.reports, 'reports of a monitor that never ran').toBe(0);
    expect(heard, 'samples and reports of a monitor that never ran').toEqual([]);
  });

  it('is the end of all callbacks', async () => {
    const { samples, reports } = await watch({ sampleEveryMs: 5, reportEveryMs: 12 }, hasEach(6));
    const told = [samples.length, reports.length];
    await sleep(TIME_TO_BE_HEARD_MS);
    expect([samples.length, reports.length], 'samples and reports, when it had resolved and later').toEqual(told);
  });
});

describe('callback-throws', () => {
  it('an error thrown by onSample rejects the call with it, and ends the monitor', async () => {
    let heard = 0;
    const onSample = (_: Sample) => {
      heard++;
      throw new Error('no more, please');
    };
    const diskPath = await scratch();
    const call = () => monitorResources({ sampleEveryMs: 5, diskPath, onSample, signal: patience() });
    const error = await rejectionOf(call, 'a throwing onSample');
    expect(error, 'it must reject with what onSample threw').toMatchObject({ message: 'no more, please' });
    await sleep(TIME_TO_BE_HEARD_MS);
    expect(heard, 'calls of an onSample that throws').toBe(1);
  });

  it('an error thrown by onSample rejects the call also where there is no signal', async () => {
    const onSample = () => {
      throw new Error('enough of it');
    };
    const diskPath = await scratch();
    const error = await rejectionOf(
      () => monitorResources({ sampleEveryMs: 5, diskPath, onSample }),
      'a throwing onSample without signal',
    );
    expect(error, 'it must reject with what onSample threw').toMatchObject({ message: 'enough of it' });
  });

  it('an error thrown by onReport does the same', async () => {
    let heard = 0;
    const onReport = () => {
      heard++;
      throw new Error('no reports, please');
    };
    const diskPath = await scratch();
    const call = () =>
      monitorResources({ sampleEveryMs: 5, reportEveryMs: 40, diskPath, onReport, signal: patience() });
    const error = await rejectionOf(call, 'a throwing onReport');
    expect(error, 'it must reject with what onReport threw').toMatchObject({ message: 'no reports, please' });
    await sleep(TIME_TO_BE_HEARD_MS);
    expect(heard, 'calls of an onReport that throws').toBe(1);
  });

  it('an error thrown by onReport for the last window, which the abort cut short, does the same', async () => {
    const stop = new AbortController();
    const onReport = () => {
      throw new Error('not even the last one');
    };
    const periods = { sampleEveryMs: 10, reportEveryMs: HOUR_MS };
    const options = { ...periods, diskPath: await scratch(), onSample: () => stop.abort(), onReport };
    const call = () => monitorResources({ ...options, signal: stop.signal });
    const error = await rejectionOf(call, 'a monitor whose onReport throws at the last report');
    expect(error, 'it must reject with what onReport threw').toMatchObject({ message: 'not even the last one' });
  });
});
