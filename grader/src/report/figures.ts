import type { Language } from '@paralelo/testkit/language';
import { figureFormats } from './figure-formats.ts';
import type { Interval } from './result.ts';

/** How figures are written in one language. */
export interface Figures {
  /** A speedup: `1.78×`. */
  times(speedup: number): string;
  /** A speedup with its interval: `1.78× (1.71–1.84)`. */
  interval(speedup: Interval): string;
  /** A share of what is possible: `96 %`. */
  share(share: number): string;
  /** A share with its interval: `96 % (94–98)`. */
  shares(share: Interval): string;
  /** Cores given, of cores there are: `1.96/2`. */
  cores(given: number, there: number): string;
  /** Points reached, of points to be had: `57.8/100`. Rounded down, so that full marks show only where they are full. */
  points(reached: number, of: number): string;
  /** Points alone, rounded the same way. */
  amount(points: number): string;
  /** Points more or fewer: `+12.3`, `-4`, `±0`. */
  change(points: number): string;
}

/** Absorbs what adding up shares (28 × 60/28) loses in binary fractions. */
const SUM_ERROR = 1e-6;

/**
 * Writes the figures of a result as a reader of `language` expects them.
 *
 * @example
 * figures('es').interval({ median: 1.78, low: 1.71, high: 1.84 }); // '1,78× (1,71–1,84)'
 */
export function figures(language: Language): Figures {
  const format = (options: Intl.NumberFormatOptions): ((value: number) => string) => {
    const formatter = new Intl.NumberFormat(language, { useGrouping: false, ...options });
    return (value) => formatter.format(value);
  };
  const { two, times, percent, whole } = figureFormats(language);
  const floor = format({ maximumFractionDigits: 1, roundingMode: 'floor' });
  const signed = format({ maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  const amount = (points: number): string => floor(points + SUM_ERROR);
  return {
    times,
    interval: ({ median, low, high }) => `${times(median)} (${two(low)}–${two(high)})`,
    share: percent,
    shares: ({ median, low, high }) => `${percent(median)} (${whole(100 * low)}–${whole(100 * high)})`,
    cores: (given, there) => `${two(given)}/${there}`,
    points: (reached, of) => `${amount(reached)}/${amount(of)}`,
    amount,
    change: (points) => (points === 0 ? '±0' : signed(points)),
  };
}
