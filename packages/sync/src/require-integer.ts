/**
 * The value, if it is a whole number within bounds.
 *
 * @throws TypeError when it is not a number; RangeError, with the bounds, when it is another one.
 */
export function requireInteger(what: string, value: number, least: number, most: number): number {
  if (typeof value !== 'number') throw new TypeError(`${what} is ${typeof value}: expected an integer`);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`${what} is ${value}: expected an integer from ${least} to ${most}`);
}
