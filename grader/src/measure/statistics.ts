import { seededRandom } from '@paralelo/testkit';
import type { Interval } from '../report/result.ts';

/**
 * The value that a share `q` of the sample lies below, by linear interpolation between order statistics.
 *
 * Source: Hyndman and Fan, "Sample quantiles in statistical packages" (1996), definition 7.
 *
 * @throws RangeError when the sample is empty or `q` is not in `[0, 1]`.
 * @example
 * quantile([10, 20, 30], 0.25); // 15
 */
export function quantile(sample: readonly number[], q: number): number {
  if (sample.length === 0) throw new RangeError('quantile of an empty sample; expected at least one value');
  if (!(q >= 0 && q <= 1)) throw new RangeError(`quantile ${q}; expected a share between 0 and 1`);
  return quantileOfSorted(Float64Array.from(sample).sort(), q);
}

/** The middle of the sample, in its unit; of an even number of values, halfway between the two in the middle. */
export function median(sample: readonly number[]): number {
  return quantile(sample, 0.5);
}

/**
 * Median absolute deviation from the median: a spread that one wild value cannot move. In the unit of the sample.
 *
 * Source: Hampel, "The influence curve and its role in robust estimation" (1974).
 */
export function medianAbsoluteDeviation(sample: readonly number[]): number {
  const middle = median(sample);
  return median(sample.map((value) => Math.abs(value - middle)));
}

/** How an interval is drawn: the same seed gives the same interval. */
export interface BootstrapOptions {
  readonly seed: number;
  /** Share of resamples that lie inside, e.g. 0.95. */
  readonly confidence: number;
}

/** Enough that the 0.5 % tails of a 99 % interval rest on five resamples each. */
const RESAMPLES = 1000;

/**
 * Median of the numerators over median of the denominators, with a percentile-bootstrap interval.
 *
 * Pairs are resampled together, so that what both owe to the same moment stays together and the doubt about the
 * denominator widens the interval. With denominators of 1 it is the plain interval of a median.
 *
 * Source: Efron, "Bootstrap methods: another look at the jackknife" (1979).
 *
 * @throws RangeError when the samples are empty or differ in length.
 * @example
 * medianRatio([1.8, 1.9, 1.7], [2, 2, 2], { seed: 1, confidence: 0.95 }).median; // 0.9
 */
export function medianRatio(
  numerators: readonly number[],
  denominators: readonly number[],
  { seed, confidence }: BootstrapOptions,
): Interval {
  const count = numerators.length;
  if (count !== denominators.length) {
    throw new RangeError(`${count} numerators and ${denominators.length} denominators; expected pairs`);
  }
  const random = seededRandom(seed);
  const above = new Resampled(numerators);
  const below = new Resampled(denominators);
  const ratios = new Float64Array(RESAMPLES);
  for (let r = 0; r < RESAMPLES; r++) {
    let bits = 0;
    for (let i = 0; i < count; i++) {
      // The fraction that is left of a draw is as random as the draw, only shorter: four of up to a hundred fit into 53 bits.
      bits = (i % 4 === 0 ? random.next() : bits) * count;
      const drawn = Math.floor(bits);
      bits -= drawn;
      above.draw(drawn);
      below.draw(drawn);
    }
    ratios[r] = above.takeMedian() / below.takeMedian();
  }
  ratios.sort();
  const tail = (1 - confidence) / 2;
  return {
    median: median(numerators) / median(denominators),
    low: quantileOfSorted(ratios, tail),
    high: quantileOfSorted(ratios, 1 - tail),
  };
}

/**
 * Median with a percentile-bootstrap interval.
 *
 * @throws RangeError when the sample is empty.
 */
export function medianInterval(sample: readonly number[], options: BootstrapOptions): Interval {
  return medianRatio(sample, new Array<number>(sample.length).fill(1), options);
}

/**
 * Counts how often each value of a sample was drawn, by rank: the median of a resample is then found without sorting it.
 * Medians of resamples are what a measurement computes most.
 */
class Resampled {
  readonly #sorted: Float64Array;
  /** Rank of the value that stands at each place of the sample. */
  readonly #rank: Uint32Array;
  readonly #drawn: Uint32Array;

  constructor(sample: readonly number[]) {
    const places = Array.from(sample.keys()).sort((a, b) => sample[a]! - sample[b]!);
    this.#sorted = Float64Array.from(places, (place) => sample[place]!);
    this.#rank = new Uint32Array(sample.length);
    for (const [rank, place] of places.entries()) this.#rank[place] = rank;
    this.#drawn = new Uint32Array(sample.length);
  }

  draw(place: number): void {
    const rank = this.#rank[place]!;
    this.#drawn[rank] = this.#drawn[rank]! + 1;
  }

  /** Median of what was drawn, as many as the sample has, and a clean slate. */
  takeMedian(): number {
    const half = this.#drawn.length / 2;
    let rank = 0;
    let seen = this.#drawn[0]!;
    while (seen < half) seen += this.#drawn[++rank]!;
    const lower = this.#sorted[rank]!;
    // An even number split exactly here has its other middle at the next value that was drawn.
    if (seen === half) while (this.#drawn[++rank] === 0);
    const upper = this.#sorted[rank]!;
    this.#drawn.fill(0);
    return (lower + upper) / 2;
  }
}

function quantileOfSorted(sorted: Float64Array, q: number): number {
  const position = q * (sorted.length - 1);
  const lower = sorted[Math.floor(position)]!;
  const upper = sorted[Math.ceil(position)]!;
  // Not `lower + share * (upper - lower)` alone: equal neighbours must come back unchanged, infinities included.
  return lower === upper ? lower : lower + (position - Math.floor(position)) * (upper - lower);
}
