import { scratch, settled } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { monitorResources } from '#kata';
import { expectSummary, expectWithin } from './expectations.ts';
import { disk } from './kernel.ts';
import { PATIENCE_MS } from './patience.ts';
import { expectSummaryFields, hasEach, of, watch } from './watch.ts';

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

  it('monitors that share a signal all end when it aborts', async () => {
    const [stop, diskPath] = [new AbortController(), await scratch()];
    const heard = new Set<number>();
    // When both are at work.
    const monitor = (number: number) => {
      const onSample = () => {
        heard.add(number);
        if (heard.size === 2) stop.abort();
      };
      return monitorResources({ sampleEveryMs: 10, diskPath, onSample, signal: stop.signal });
    };
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    const running = [1, 2].map((number) => settled(monitor(number), `monitor ${number} of two with the same signal`));
    const summaries = await Promise.all(running).finally(() => clearTimeout(timer));
    for (const summary of summaries) expectSummaryFields(summary);
    expect(heard.size, 'monitors with the same signal that took a sample').toBe(2);
  });
});
