import { seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { keptPeriods, samplesDue } from '../../src/measure/cadence-round.ts';

const grid = (count: number, everyMs: number, startMs = 0) =>
  Array.from({ length: count }, (_, i) => startMs + i * everyMs);

describe('the periods that are kept', () => {
  it('are all of them where samples are in time, whenever they begin', () => {
    for (const startMs of [0, 7.3, 19.9]) expect(keptPeriods(grid(50, 20, startMs), 20)).toBe(50);
  });

  it('are all of them where each sample is a little early or late', () => {
    const random = seededRandom(3);
    const times = grid(50, 20).map((time) => time + 9 * random.next());
    expect(keptPeriods(times, 20)).toBe(50);
  });

  it('are no more for samples in a burst, nor for twice as many', () => {
    expect(keptPeriods([...grid(10, 0.1), ...grid(3, 20, 100)], 20)).toBe(4);
    expect(keptPeriods(grid(100, 10), 20)).toBeLessThanOrEqual(51);
  });

  it('are fewer for a longer period, and none without a sample', () => {
    expect(keptPeriods(grid(25, 40), 20)).toBe(25);
    expect(keptPeriods([], 20)).toBe(0);
  });
});

describe('the samples that are due', () => {
  it('are those of whole periods, of every series', () => {
    expect(samplesDue({ series: 3, everyMs: 20, blockedMs: 1009 })).toBe(150);
    expect(samplesDue({ series: 3, everyMs: 20, blockedMs: 0 })).toBe(0);
  });
});
