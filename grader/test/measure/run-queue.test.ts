import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RunQueueTracker } from '../../src/measure/run-queue.ts';
import { programs, type SimulatedThread, simulateCall } from './simulated-machine.ts';

const cases: Record<string, { make: () => SimulatedThread[] }> = {
  'one sequential thread': { make: () => programs.sequential(400) },
  'two equal fixed shares': { make: () => programs.fixedShares([400, 400]) },
  'two unequal fixed shares': { make: () => programs.fixedShares([500, 300]) },
  'two very unequal fixed shares': { make: () => programs.fixedShares([600, 120]) },
  'a queue of small tasks': { make: () => programs.queue(800) },
  'a fork and a join': { make: () => programs.forkJoin(60, 800, 60) },
  'a relay of two threads': { make: () => programs.relay(400, 400) },
  'a thread for each task': { make: () => programs.threadPerTask(80) },
};

/** What threads waited since the last look before the end is not known. */
const POLL_MS = 20;
const truthOf = (make: () => SimulatedThread[]) => simulateCall({ cores: 2, threads: make(), hogs: [] }).wallMs;

describe.each(Object.entries(cases))('%s', (_name, { make }) => {
  const truth = truthOf(make);

  test('takes its wall time where no one else wants a core', () => {
    const call = simulateCall({ cores: 2, threads: make(), hogs: [] });
    expect(call.correctedWallMs).toBe(call.wallMs);
  });

  test.each([[[0]], [[1]], [[0, 1]]])('with strangers on cores %j the truth lies between least and wall', (hogs) => {
    const call = simulateCall({ cores: 2, threads: make(), hogs });
    expect(call.leastWallMs).toBeLessThanOrEqual(truth + POLL_MS);
    expect(call.leastWallMs).toBeLessThanOrEqual(call.correctedWallMs);
    expect(call.correctedWallMs).toBeLessThanOrEqual(call.wallMs);
    expect(call.wallMs).toBeGreaterThanOrEqual(truth);
  });

  test.each([[[0]], [[1]], [[0, 1]]])('with strangers on cores %j it is not made out faster than it is', (hogs) => {
    const call = simulateCall({ cores: 2, threads: make(), hogs });
    expect(call.correctedWallMs / truth).toBeGreaterThan(0.92);
  });
});

describe('what strangers cost is taken out', () => {
  test.each(['one sequential thread', 'two equal fixed shares', 'two unequal fixed shares', 'a queue of small tasks'])(
    'of %s, to within a tenth',
    (name) => {
      const { make } = cases[name]!;
      for (const hogs of [[0], [1], [0, 1]]) {
        const call = simulateCall({ cores: 2, threads: make(), hogs });
        expect(call.correctedWallMs / truthOf(make), `hogs on ${hogs}`).toBeLessThan(1.1);
      }
    },
  );

  test('a stranger makes uneven shares look at most as good as shares from a queue would be', () => {
    const work = fc.integer({ min: 100, max: 600 });
    fc.assert(
      fc.property(work, work, fc.subarray([0, 1]), (a, b, hogs) => {
        const make = () => programs.fixedShares([a, b]);
        const { correctedWallMs } = simulateCall({ cores: 2, threads: make(), hogs });
        expect(correctedWallMs).toBeGreaterThanOrEqual((a + b) / 2);
        // 2 : 1 with a stranger beside the smaller share is the worst case: three quarters.
        expect(correctedWallMs).toBeGreaterThan(0.74 * truthOf(make));
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is not known is not corrected', () => {
  const totals = { wallMs: 100, cpuMs: 100, cores: 2 };

  test('nothing was seen: the estimate is the wall time, and only physics bounds the truth', () => {
    expect(new RunQueueTracker().estimate(totals)).toEqual({ correctedWallMs: 100, leastWallMs: 50 });
    expect(new RunQueueTracker().estimate({ ...totals, foreignCpuMs: 20 })).toEqual({
      correctedWallMs: 100,
      leastWallMs: 80,
    });
  });

  test('a waiting thread without work of its own delays no one', () => {
    const tracker = new RunQueueTracker();
    const snapshot = (main: number, ran: number, waited: number) => [
      { id: '1/1', onCpuMs: main, runQueueWaitMs: 0 },
      { id: '1/2', onCpuMs: ran, runQueueWaitMs: waited },
    ];
    tracker.observe(performance.now(), snapshot(0, 0, 0));
    tracker.observe(performance.now(), snapshot(95, 5, 90));
    expect(tracker.estimate(totals).correctedWallMs).toBe(100);
  });

  test('waits from before the call do not count', () => {
    const tracker = new RunQueueTracker();
    tracker.observe(performance.now(), [{ id: '1/1', onCpuMs: 500, runQueueWaitMs: 400 }]);
    tracker.observe(performance.now(), [{ id: '1/1', onCpuMs: 600, runQueueWaitMs: 400 }]);
    expect(tracker.estimate(totals).correctedWallMs).toBe(100);
  });

  test('no more is taken out than strangers got', () => {
    const tracker = new RunQueueTracker();
    tracker.observe(performance.now(), [{ id: '1/1', onCpuMs: 0, runQueueWaitMs: 0 }]);
    tracker.observe(performance.now(), [{ id: '1/1', onCpuMs: 100, runQueueWaitMs: 100 }]);
    expect(tracker.estimate({ wallMs: 200, cpuMs: 100, cores: 2, foreignCpuMs: 30 }).correctedWallMs).toBe(170);
    expect(tracker.estimate({ wallMs: 200, cpuMs: 100, cores: 2 }).correctedWallMs).toBe(100);
  });
});
