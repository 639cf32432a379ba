import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  median,
  medianAbsoluteDeviation,
  medianInterval,
  medianRatio,
  quantile,
} from '../../src/measure/statistics.ts';

// Adding zero leaves one kind of it: which of two zeros is smaller is no concern of a quantile.
const value = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((each) => each + 0);
const values = fc.array(value, { minLength: 1, maxLength: 40 });
const positives = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 25 });
const options = { seed: 7, confidence: 0.95 };

describe('quantile', () => {
  test('interpolates between neighbours', () => {
    expect(quantile([30, 10, 20], 0.25)).toBe(15);
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  });

  test('starts at the minimum and ends at the maximum', () => {
    fc.assert(
      fc.property(values, (sample) => {
        expect(quantile(sample, 0)).toBe(Math.min(...sample));
        expect(quantile(sample, 1)).toBe(Math.max(...sample));
      }),
    );
  });

  test('rises with the share asked for', () => {
    fc.assert(
      fc.property(
        values,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (sample, a, b) => {
          expect(quantile(sample, Math.min(a, b))).toBeLessThanOrEqual(quantile(sample, Math.max(a, b)) + 1e-9);
        },
      ),
    );
  });

  test('has no value for an empty sample or a share outside 0 to 1', () => {
    expect(() => quantile([], 0.5)).toThrow('at least one value');
    expect(() => quantile([1], 1.5)).toThrow('between 0 and 1');
    expect(() => quantile([1], Number.NaN)).toThrow('between 0 and 1');
  });
});

describe('median and its spread', () => {
  test('the median leaves as many values below as above and ignores their order', () => {
    fc.assert(
      fc.property(values, (sample) => {
        const middle = median(sample);
        const below = sample.filter((value) => value < middle).length;
        const above = sample.filter((value) => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(sample.length / 2);
        expect(median(sample.toReversed())).toBe(middle);
      }),
    );
  });

  test('one wild value moves neither the median nor the deviation far', () => {
    expect(median([1, 2, 3, 4, 1e9])).toBe(3);
    expect(medianAbsoluteDeviation([1, 2, 3, 4, 1e9])).toBe(1);
  });

  test('the deviation is zero exactly when more than half of the sample agrees with the median', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 15 }).filter((s) => s.length % 2 === 1),
        (sample) => {
          const middle = median(sample);
          const agreeing = sample.filter((value) => value === middle).length;
          expect(medianAbsoluteDeviation(sample) === 0).toBe(agreeing > sample.length / 2);
        },
      ),
    );
  });
});

describe('bootstrap', () => {
  test('the interval lies inside the sample and holds the median', () => {
    fc.assert(
      fc.property(positives, fc.integer({ min: 0 }), (sample, seed) => {
        const { low, median: middle, high } = medianInterval(sample, { seed, confidence: 0.95 });
        expect(low).toBeGreaterThanOrEqual(Math.min(...sample));
        expect(high).toBeLessThanOrEqual(Math.max(...sample));
        expect(low).toBeLessThanOrEqual(middle);
        expect(middle).toBeLessThanOrEqual(high);
      }),
      { numRuns: 50 },
    );
  });

  test('the same seed draws the same interval, a higher confidence no narrower one', () => {
    fc.assert(
      fc.property(positives, (sample) => {
        const interval = medianInterval(sample, options);
        const wider = medianInterval(sample, { ...options, confidence: 0.99 });
        expect(medianInterval(sample, options)).toEqual(interval);
        expect(wider.low).toBeLessThanOrEqual(interval.low);
        expect(wider.high).toBeGreaterThanOrEqual(interval.high);
      }),
      { numRuns: 50 },
    );
  });

  test('scaling the sample scales its interval', () => {
    fc.assert(
      fc.property(positives, (sample) => {
        const plain = medianInterval(sample, options);
        const doubled = medianInterval(
          sample.map((value) => value * 2),
          options,
        );
        expect(doubled).toEqual({ median: plain.median * 2, low: plain.low * 2, high: plain.high * 2 });
      }),
      { numRuns: 50 },
    );
  });

  test('a ratio of pairs that move together has no spread', () => {
    fc.assert(
      fc.property(positives, (sample) => {
        const { low, high } = medianRatio(
          sample.map((value) => value * 3),
          sample,
          options,
        );
        expect(low).toBeCloseTo(3, 9);
        expect(high).toBeCloseTo(3, 9);
      }),
      { numRuns: 50 },
    );
  });

  test('doubt about the denominator widens the interval', () => {
    const numerators = [1.8, 1.9, 1.7, 1.85, 1.75, 1.8, 1.95, 1.8, 1.7];
    const sure = medianRatio(numerators, new Array(9).fill(2), options);
    const unsure = medianRatio(numerators, [2, 1.5, 2, 1.6, 2, 1.7, 2, 1.9, 1.4], options);
    expect(unsure.high - unsure.low).toBeGreaterThan(sure.high - sure.low);
  });

  test('pairs that do not match, or none at all, are refused', () => {
    expect(() => medianRatio([1, 2], [1], options)).toThrow('2 numerators and 1 denominators; expected pairs');
    expect(() => medianInterval([], options)).toThrow(RangeError);
  });
});
