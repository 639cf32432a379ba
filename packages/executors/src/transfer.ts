import type { Transferable } from 'node:worker_threads';

// On globalThis, so that a task and the worker's entry agree even when they loaded two copies of this module.
const LISTS = Symbol.for('paralelo.executors.transfer');
const shared = globalThis as { [LISTS]?: WeakMap<object, readonly Transferable[]> };

/**
 * Marks an argument or a task's result so that a thread pool moves the listed objects instead of copying them.
 * The sender loses them. A process pool copies all the same: processes share no memory.
 *
 * @param list What to move; by default `value` itself.
 * @example
 * const future = pool.submit(blur, transfer(pixels, [pixels.buffer]));
 */
export function transfer<T extends object>(value: T, list: readonly Transferable[] = [value as Transferable]): T {
  shared[LISTS] ??= new WeakMap();
  shared[LISTS].set(value, list);
  return value;
}

/** Whether one of these arguments was marked. */
export function movesAny(args: readonly unknown[]): boolean {
  const lists = shared[LISTS];
  return lists !== undefined && args.some((arg) => typeof arg === 'object' && arg !== null && lists.has(arg));
}

/** Adds what was marked on `value` to `into`; `into` stays undefined while nothing is marked. */
export function collectTransfers(value: unknown, into: Transferable[] | undefined): Transferable[] | undefined {
  const lists = shared[LISTS];
  if (lists === undefined || typeof value !== 'object' || value === null) return into;
  const list = lists.get(value);
  if (!list) return into;
  if (!into) return [...list];
  for (const item of list) if (!into.includes(item)) into.push(item);
  return into;
}
