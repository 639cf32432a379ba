import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { speedupBar } from '../../src/report/speedup-bar.ts';

const figure = fc.double({ min: 0.01, max: 64, noNaN: true });

describe('the bar of a speedup', () => {
  test.each([
    [{ speedup: 1.5, threshold: 1.2, ideal: 2 }, '━━━━━━━━━━━━┃━━─────'],
    [{ speedup: 0.5, threshold: 1.5, ideal: 2 }, '━━━━━──────────┃────'],
    [{ speedup: 2, threshold: 1.5, ideal: 2 }, '━━━━━━━━━━━━━━━┃━━━━'],
    [{ speedup: 2.4, threshold: 1.5, ideal: 2 }, '━━━━━━━━━━━━━┃━━━━━━'],
    [{ speedup: 0, threshold: 2, ideal: 2 }, '───────────────────┃'],
  ])('%o', (figures, bar) => {
    expect(speedupBar(figures, 20)).toBe(bar);
  });

  test('it always has its width and one mark', () => {
    fc.assert(
      fc.property(figure, figure, figure, fc.integer({ min: 4, max: 60 }), (speedup, threshold, ideal, cells) => {
        const bar = speedupBar({ speedup, threshold, ideal }, cells);
        expect(bar).toHaveLength(cells);
        expect(bar.split('┃')).toHaveLength(2);
      }),
    );
  });

  test('there is a gap before the mark exactly where the threshold is not reached, however close', () => {
    const factor = fc.constantFrom(0.5, 1 - 1e-9, 1, 1 + 1e-9, 1.5);
    fc.assert(
      fc.property(factor, figure, figure, (of, threshold, ideal) => {
        const speedup = threshold * of;
        const hasGap = speedupBar({ speedup, threshold, ideal }, 20).includes('─┃');
        expect(hasGap).toBe(speedup < threshold);
      }),
    );
  });
});
