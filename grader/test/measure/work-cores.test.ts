import { describe, expect, test } from 'vitest';
import { measureWorkCores, WORK_CORES_SAMPLES } from '../../src/measure/work-cores.ts';

/** A machine that runs one copy in 100 ms, and several at once in the times that are given. */
function machine(together: readonly number[]) {
  const asked: [number, number][] = [];
  const sequential = async (seed: number, copies: number) => {
    asked.push([seed, copies]);
    return copies === 1 ? [100] : [...together];
  };
  return { asked, sequential };
}

describe('the cores that a machine gives to a work', () => {
  test.each([
    ['all of them where the copies share nothing', [100, 100], 2],
    ['one where the copies take turns', [200, 200], 1],
    ['what two hyper-threads get done', [160, 160], 1.25],
    ['the speeds of all copies together, where one core is slower', [100, 200], 1.5],
    ['no more than there are, noise or not', [80, 80], 2],
    ['no less than one, noise or not', [300, 300], 1],
  ])('are %s', async (_name, together, cores) => {
    const found = await measureWorkCores(machine(together), 2, 7);
    expect(found).toEqual(Array.from({ length: WORK_CORES_SAMPLES }, () => cores));
  });

  test('are measured between two runs alone, each with other inputs, and told as they come', async () => {
    const { asked, sequential } = machine([100, 100, 100, 100]);
    const told: number[] = [];
    await measureWorkCores({ sequential }, 4, 0xffff_ffff, (cores) => told.push(cores.length) < 0);
    expect(asked.slice(0, 5)).toEqual([
      [0xffff_ffff, 1],
      [0xffff_ffff, 4],
      [0, 1],
      [0, 4],
      [1, 1],
    ]);
    expect(told).toEqual(Array.from({ length: WORK_CORES_SAMPLES }, (_, i) => i + 1));
  });

  test('are measured until they are enough', async () => {
    const { asked, sequential } = machine([100, 100]);
    expect(await measureWorkCores({ sequential }, 2, 7, (cores) => cores.length === 3)).toEqual([2, 2, 2]);
    expect(asked).toHaveLength(7);
  });
});
