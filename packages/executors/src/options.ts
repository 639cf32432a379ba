/** Checks shared by everything that takes options: what was given, then what is expected. */

function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}

/**
 * Checks an option that counts something, from 1 up.
 *
 * @throws TypeError when it is not an integer, RangeError when it is below 1.
 */
export function checkCount(name: string, value: unknown): void {
  if (value === undefined) return;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new TypeError(`${name} is ${shown(value)}: give an integer from 1 up, or leave it out`);
  }
  if (value < 1) throw new RangeError(`${name} is ${value}: give an integer from 1 up, or leave it out`);
}

// Node turns a longer delay into 1 ms.
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * Checks `timeoutMs`.
 *
 * @throws TypeError when it is not a number, RangeError when it is NaN, negative, or more than a timer can hold.
 */
export function checkTimeout(value: unknown): void {
  if (value === undefined) return;
  if (typeof value !== 'number')
    throw new TypeError(`timeoutMs is ${shown(value)}: give milliseconds, or leave it out`);
  if (!(value >= 0 && value <= LONGEST_TIMEOUT_MS)) {
    throw new RangeError(`timeoutMs is ${value}: give 0 to ${LONGEST_TIMEOUT_MS} milliseconds, or leave it out`);
  }
}
