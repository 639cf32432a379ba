/** What neither 2, 3 nor 5 divides repeats every 30 numbers. */
export const TURN = 30;
/** The primes that the wheel leaves out. */
export const WHEEL_PRIMES: readonly number[] = [2, 3, 5];
/** The remainders by 30 that are left: 8 of 30. */
export const SPOKES: readonly number[] = [1, 7, 11, 13, 17, 19, 23, 29];
/** From each spoke to the next one. */
export const GAPS: readonly number[] = [6, 4, 2, 4, 2, 4, 6, 2];
/** The index of the first spoke that is no smaller than a remainder. */
export const SPOKE_FROM = Uint8Array.from({ length: TURN }, (_, rest) => SPOKES.findIndex((spoke) => spoke >= rest));

/** `FACTORS[spoke] * spoke + 1` is a multiple of 30; every prime from 7 on leaves a spoke as its remainder. */
const FACTORS = new Uint8Array(TURN);
for (const spoke of SPOKES) FACTORS[spoke] = SPOKES.find((factor) => (factor * spoke + 1) % TURN === 0)!;

/** The least `k` from 0 up for which `prime` divides `30 * (firstTurn + k) + spoke`, a number up to 2^53. */
export function firstMultiple(prime: number, firstTurn: number, spoke: number): number {
  // 30 * inverse leaves 1 when divided by the prime, so k = −firstTurn − spoke * inverse, modulo the prime.
  const inverse = (FACTORS[prime % TURN]! * prime + 1) / TURN;
  const rest = restOf(restOf(firstTurn, prime) + spoke * inverse, prime);
  return rest === 0 ? 0 : prime - rest;
}

/** The remainder of a number up to 2^50: quicker than `%` where numbers exceed 32 bits, and exact. */
function restOf(value: number, prime: number): number {
  return value - Math.floor(value / prime) * prime;
}
