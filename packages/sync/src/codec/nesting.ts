import { types } from 'node:util';

/**
 * V8 writes and reads nested values by recursion, and reading takes more stack than writing: at its default size about 2,500
 * levels of objects can be read and 3,700 written. This leaves room for a reader that is itself deep in calls.
 */
export const MOST_LEVELS = 1_000;

/**
 * Walks a value in the order in which `v8.serialize` does, so that a level here is a level there: what was met before is
 * written as a reference and adds none.
 *
 * @param envelope how many levels around the value are not part of it.
 * @throws RangeError when it is nested deeper than MOST_LEVELS.
 */
export function refuseDeepNesting(value: unknown, envelope = 0): void {
  if (isObject(value)) walk(value, MOST_LEVELS + envelope, new Set());
}

function walk(value: object, levelsLeft: number, seen: Set<object>): void {
  if (seen.has(value)) return;
  if (levelsLeft === 0) {
    throw new RangeError(
      `a value is nested deeper than ${MOST_LEVELS} levels, and whoever reads it may not have the stack for that: send it ` +
        'flat, for instance as an array whose entries refer to each other by index',
    );
  }
  seen.add(value);
  for (const part of partsOf(value)) if (isObject(part)) walk(part, levelsLeft - 1, seen);
}

function partsOf(value: object): Iterable<unknown> {
  if (ArrayBuffer.isView(value)) return [];
  if (types.isMap(value)) return [...value].flat();
  if (types.isSet(value)) return value;
  if (types.isNativeError(value)) return [value.cause];
  return Object.values(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
