import { firstMultiple, SPOKES } from './wheel.ts';

/** The primes with the most multiples. What they cross out repeats, so it is worked out once and stamped. */
export const PATTERN_PRIMES = Uint32Array.of(7, 11, 13);
const PERIOD = 7 * 11 * 13;
/** A pattern for each spoke; two periods, so that one can be read from any place on. */
const PATTERNS = SPOKES.map((spoke) => {
  const pattern = new Uint8Array(2 * PERIOD);
  for (const prime of PATTERN_PRIMES) {
    for (let k = firstMultiple(prime, 0, spoke); k < pattern.length; k += prime) pattern[k] = 1;
  }
  return pattern;
});

/** Sets all flags of a row: 1 for the multiples of the pattern primes, these primes among them, 0 for the rest. */
export function stampPattern(row: Uint8Array, firstTurn: number, spokeIndex: number): void {
  const phase = firstTurn % PERIOD;
  row.set(PATTERNS[spokeIndex]!.subarray(phase, phase + Math.min(PERIOD, row.length)));
  for (let done = PERIOD; done < row.length; done *= 2) row.copyWithin(done, 0, done);
}
