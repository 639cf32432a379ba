import { randomInt } from 'node:crypto';

const LARGEST = 0xffff_ffff;
let drawn: number | undefined;

/**
 * The seed that this run's inputs are made from: `KATA_SEED` where it is set, otherwise drawn once per process.
 *
 * @returns an integer from 0 to 2^32 − 1.
 * @throws RangeError when `KATA_SEED` is no such integer.
 * @example
 * const random = seededRandom(kataSeed());
 */
export function kataSeed(): number {
  const { KATA_SEED: given } = process.env;
  if (given === undefined || given === '') {
    drawn ??= randomInt(LARGEST + 1);
    return drawn;
  }
  const seed = Number(given);
  if (!/^\d+$/.test(given) || seed > LARGEST) {
    throw new RangeError(`KATA_SEED is "${given}"; expected an integer from 0 to ${LARGEST}, e.g. KATA_SEED=42`);
  }
  return seed;
}

/**
 * How to see the same inputs again, for the message of a failed expectation.
 *
 * @example
 * expect(sum, replayHint()).toBe(10); // … (seed 42; to replay: KATA_SEED=42 pnpm test)
 */
export function replayHint(seed: number = kataSeed()): string {
  return `(seed ${seed}; to replay: KATA_SEED=${seed} pnpm test)`;
}
