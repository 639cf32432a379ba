import type { Call, Served } from '../rpc/server.ts';
import { Managed, type ManagedHandle } from './managed.ts';

/** What crosses in place of a `ManagedList`. */
export type ManagedListHandle = ManagedHandle<'ManagedList'>;

/**
 * A list in the manager's process that any thread or process can change; each call is atomic, values are copies.
 *
 * @example
 * const list = ManagedList.from<number>(handle);
 * await list.append(1, 2); // 2, the new length
 */
export class ManagedList<T> extends Managed<'ManagedList'> {
  private constructor(handle: ManagedListHandle) {
    super('ManagedList', handle);
  }

  /** The list behind a handle. @throws TypeError when it is not the handle of a `ManagedList`. */
  static from<T>(handle: ManagedListHandle): ManagedList<T> {
    return new ManagedList(handle);
  }

  /** Adds values at the end, next to each other; gives the new length. */
  append(...values: T[]): Promise<number> {
    return this.ask('append', values);
  }

  /** The value at an index, counted from the end when negative. @throws RangeError when there is none. */
  get(index: number): Promise<T> {
    return this.ask('get', [index]);
  }

  /** Replaces the value at an index. @throws RangeError when there is none. */
  async set(index: number, value: T): Promise<void> {
    await this.ask('set', [index, value]);
  }

  /** Takes out the value at an index, the last one unless told otherwise. @throws RangeError when there is none. */
  pop(index = -1): Promise<T> {
    return this.ask('pop', [index]);
  }

  /** How many values there are. */
  length(): Promise<number> {
    return this.ask('length', []);
  }

  /** All values, as they are at one moment. */
  toArray(): Promise<T[]> {
    return this.ask('toArray', []);
  }
}

/** The far side of a list. */
export function serveList(values: unknown[]): Served {
  const at = (index: number) => {
    const place = index < 0 ? values.length + index : index;
    if (Number.isInteger(place) && place >= 0 && place < values.length) return place;
    throw new RangeError(`index ${index} is outside a list of ${values.length}: expected an integer within it`);
  };
  return {
    methods: {
      append: (_: Call, ...more: unknown[]) => {
        for (const value of more) values.push(value);
        return values.length;
      },
      get: (_: Call, index: number) => values[at(index)],
      set: (_: Call, index: number, value: unknown) => {
        values[at(index)] = value;
      },
      pop: (_: Call, index: number) => values.splice(at(index), 1)[0],
      length: () => values.length,
      toArray: () => values,
    },
  };
}
