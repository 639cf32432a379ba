import { describe, expect, test } from 'vitest';
import { measureSpeedup, type RoundProgress, workersFor } from '../../src/measure/protocol.ts';
import type { Bench, Round, SpeedupBench } from '../../src/measure/samples.ts';
import { simulatedBench, THRESHOLD } from '../verdict/simulated-bench.ts';

const options = { seed: 7, threshold: THRESHOLD, workers: 2, usable: { cores: 2, because: 'affinity' } } as const;
const good = { speedup: 1.85, noise: 0.02 };

/** A bench whose rounds are given, and that is asked for nothing else. */
function benchOf(rounds: Bench): SpeedupBench {
  return { ...rounds, sequential: () => Promise.reject(new Error('the sequential program ran alone')) };
}

describe('workers', () => {
  test('are whole cores, at least one, and no more than the kata allows', () => {
    expect([1.9, 2, 3.7, 64, 0.5].map((cores) => workersFor(cores, 8))).toEqual([1, 2, 3, 8, 1]);
  });
});

describe('rounds', () => {
  test('come one after the other, each with a seed and an order of its own, and are told as they come', async () => {
    const inner = simulatedBench(good, 1);
    const asked: [number, number][] = [];
    let inFlight = 0;
    const bench = benchOf({
      async round(seed, order) {
        asked.push([seed, order]);
        expect(++inFlight).toBe(1);
        const round = await inner.round(seed, order);
        inFlight--;
        return round;
      },
    });
    const told: RoundProgress[] = [];
    const { rounds } = await measureSpeedup(bench, { ...options, onRound: (progress) => told.push(progress) });
    expect(asked).toEqual(rounds.map((_, i) => [7 + i, i]));
    expect(told.map(({ done }) => done)).toEqual(rounds.map((_, i) => i + 1));
    expect(told.map(({ round }) => round)).toEqual(rounds);
    expect(told[0]).toMatchObject({ maxRounds: 25 });
  });

  test('keep to seeds of 32 bits', async () => {
    const { rounds } = await measureSpeedup(simulatedBench(good, 1), { ...options, seed: 0xffff_ffff });
    expect(rounds.slice(0, 2).map(({ seed }) => seed)).toEqual([0xffff_ffff, 0]);
  });

  test('end when the budget of time is used up, after the round that used it up', async () => {
    let clock = 0;
    const bench = benchOf({
      round(seed, order) {
        clock += 1000;
        return simulatedBench(good, 1).round(seed, order);
      },
    });
    const measurement = await measureSpeedup(bench, { ...options, budgetMs: 3500, now: () => clock });
    expect(measurement).toMatchObject({ stopped: 'time', rounds: { length: 4 } });
  });

  test('go on to the ninth where that takes no more than twice the budget', async () => {
    let clock = 0;
    const bench = benchOf({
      round(seed, order) {
        clock += 1000;
        return simulatedBench(good, 1).round(seed, order);
      },
    });
    const measured = (budgetMs: number) => {
      clock = 0;
      return measureSpeedup(bench, { ...options, budgetMs, now: () => clock });
    };
    expect(await measured(4500)).toMatchObject({ stopped: 'clear', rounds: { length: 9 } });
    expect(await measured(4400)).toMatchObject({ stopped: 'time', rounds: { length: 5 } });
  });

  test('end when the budget of rounds is used up', async () => {
    const measurement = await measureSpeedup(simulatedBench(good, 1), { ...options, maxRounds: 6 });
    expect(measurement).toMatchObject({ stopped: 'rounds', rounds: { length: 6 } });
  });

  test('are not begun with one worker', async () => {
    const bench = benchOf({ round: () => Promise.reject(new Error('a round was begun')) });
    await expect(measureSpeedup(bench, { ...options, workers: 1 })).resolves.toMatchObject({ stopped: 'cores' });
  });

  test('pass on what the bench throws', async () => {
    const bench = benchOf({ round: () => Promise.reject(new Error('the subject died')) });
    await expect(measureSpeedup(bench, options)).rejects.toThrow('the subject died');
  });
});

describe('an aborted measurement', () => {
  test('does not begin', async () => {
    const bench = benchOf({ round: () => Promise.reject(new Error('a round was begun')) });
    const signal = AbortSignal.abort(new Error('Ctrl+C'));
    await expect(measureSpeedup(bench, { ...options, signal })).rejects.toThrow('Ctrl+C');
  });

  test('ends in the middle of a round, and what that round does later troubles no one', async () => {
    const controller = new AbortController();
    const begun = Promise.withResolvers<void>();
    const round = Promise.withResolvers<Round>();
    const bench = benchOf({
      round() {
        begun.resolve();
        return round.promise;
      },
    });
    const measuring = measureSpeedup(bench, { ...options, signal: controller.signal });
    await begun.promise;
    controller.abort(new Error('Ctrl+C'));
    await expect(measuring).rejects.toThrow('Ctrl+C');
    round.reject(new Error('killed'));
  });

  test('that is over leaves nothing on the signal', async () => {
    const { signal } = new AbortController();
    const counts = { added: 0, removed: 0 };
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      counts.added++;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      counts.removed++;
      remove(...args);
    };
    await measureSpeedup(simulatedBench(good, 1), { ...options, signal });
    expect(counts.added).toBeGreaterThan(0);
    expect(counts.removed).toBe(counts.added);
  });
});
