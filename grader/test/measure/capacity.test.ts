import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { CapacityGauge, coresGiven } from '../../src/measure/capacity.ts';
import { compress, KERNELS, type KernelName, spin } from '../../src/measure/kernels.ts';

const stretch = (elapsedMs: number, waitedMs = 0) => ({ elapsedMs, waitedMs, digest: 0 });

describe('cores given', () => {
  test('threads that take as long together as one alone had a core each', () => {
    expect(coresGiven([stretch(50), stretch(50)], [stretch(100), stretch(100)])).toEqual({
      cores: 2,
      correctedCores: 2,
    });
  });

  test('a thread that waited for a stranger gets less of its core, and the wait is taken out of the corrected figure', () => {
    expect(coresGiven([stretch(100)], [stretch(100), stretch(200, 100)])).toEqual({ cores: 1.5, correctedCores: 2 });
  });

  test('cores that share their units give less even when no one waits', () => {
    expect(coresGiven([stretch(100)], [stretch(160), stretch(160)])).toEqual({
      cores: 1.25,
      correctedCores: 1.25,
    });
  });

  test('a wait while working alone is not taken for speed', () => {
    expect(coresGiven([stretch(150, 50)], [stretch(100), stretch(100)]).correctedCores).toBe(2);
  });

  test('noise never makes it less than one core or more than there are threads', () => {
    const ms = fc.double({ min: 0.1, max: 1000, noNaN: true });
    fc.assert(
      fc.property(ms, fc.array(ms, { minLength: 1, maxLength: 8 }), (alone, together) => {
        const { cores, correctedCores } = coresGiven(
          [stretch(alone)],
          together.map((each) => stretch(each)),
        );
        for (const value of [cores, correctedCores]) {
          expect(value).toBeGreaterThanOrEqual(1);
          expect(value).toBeLessThanOrEqual(together.length);
        }
      }),
    );
  });
});

describe('the kernel', () => {
  test('does every turn: each one changes the digest', () => {
    const digests = Array.from({ length: 100 }, (_, turns) => spin(turns));
    expect(new Set(digests).size).toBe(100);
  });

  test('of ordinary work does every turn too', () => {
    const one = compress(1);
    expect(one).toBeGreaterThan(0);
    expect(compress(5)).toBe(5 * one);
  });

  const kernels = Object.keys(KERNELS) as KernelName[];
  test.each(kernels)(
    'on this machine two threads of %s get between one core and two, sample after sample',
    async (kernel) => {
      const gauge = await CapacityGauge.start(2, kernel);
      onTestFinished(() => gauge[Symbol.asyncDispose]());
      for (let i = 0; i < 3; i++) {
        const { cores, correctedCores } = await gauge.sample();
        expect(cores).toBeGreaterThanOrEqual(1);
        expect(correctedCores).toBeGreaterThanOrEqual(1);
        expect(cores).toBeLessThanOrEqual(2);
        expect(correctedCores).toBeLessThanOrEqual(2);
      }
    },
  );
});
