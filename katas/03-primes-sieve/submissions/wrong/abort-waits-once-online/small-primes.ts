/** The primes with the most multiples. What they cross out repeats, so it is worked out once and stamped. */
export const PATTERN_PRIMES: readonly number[] = [3, 5, 7, 11, 13];
const PERIOD = 3 * 5 * 7 * 11 * 13;
/** Flag `i` stands for the odd number `2 * i + 1`; two periods, so that one can be read from any place on. */
const PATTERN = new Uint8Array(2 * PERIOD);
for (const prime of PATTERN_PRIMES) {
  for (let i = (prime - 1) / 2; i < PATTERN.length; i += prime) PATTERN[i] = 1;
}

/** Sets all flags: 1 for the odd multiples of the pattern primes, except these primes themselves, 0 for the rest. */
export function stampPattern(flags: Uint8Array, firstOdd: number): void {
  const phase = ((firstOdd - 1) / 2) % PERIOD;
  flags.set(PATTERN.subarray(phase, phase + Math.min(PERIOD, flags.length)));
  for (let done = PERIOD; done < flags.length; done *= 2)
    flags.copyWithin(done, 0, Math.min(done, flags.length - done));
  for (const prime of PATTERN_PRIMES) if (prime >= firstOdd) flags[(prime - firstOdd) / 2] = 0;
}
