import { describe, expect, it } from 'vitest';
import { SpeedupSchema } from '../../src/kata/speedup-rules.ts';

const levels = [{ efficiency: 0.75, points: 40 }];
const isValid = (rules: object) => SpeedupSchema.safeParse(rules).success;

describe('the rules of a speedup', () => {
  it('are those of computing, of waiting or of sampling, never a mixture', () => {
    expect(isValid({ kind: 'cpu', levels, maxWorkers: 8 })).toBe(true);
    expect(isValid({ kind: 'io', levels, workers: 20 })).toBe(true);
    expect(isValid({ kind: 'cadence', levels, workers: 3 })).toBe(true);
    expect(isValid({ kind: 'io', levels, maxWorkers: 8 })).toBe(false);
    expect(isValid({ kind: 'cadence', levels, maxWorkers: 8 })).toBe(false);
    expect(isValid({ kind: 'cpu', levels, workers: 20 })).toBe(false);
    expect(isValid({ kind: 'gpu', levels, workers: 20 })).toBe(false);
  });

  it('rise from level to level, in efficiency and in points', () => {
    const falling = [{ efficiency: 0.8, points: 20 }, ...levels];
    for (const kind of [
      { kind: 'cpu', maxWorkers: 8 },
      { kind: 'io', workers: 20 },
      { kind: 'cadence', workers: 3 },
    ]) {
      expect(isValid({ ...kind, levels: falling })).toBe(false);
    }
  });
});
