import type { Call, Served } from '../rpc/server.ts';
import { Managed, type ManagedHandle } from './managed.ts';

/** What crosses in place of a `ManagedDict`. */
export type ManagedDictHandle = ManagedHandle<'ManagedDict'>;

/**
 * A map in the manager's process that any thread or process can change; each call is atomic, values are copies.
 *
 * @example
 * const ages = ManagedDict.from<string, number>(handle);
 * await ages.set('Ada', 36);
 * await ages.get('Ada'); // 36
 */
export class ManagedDict<K extends string | number | bigint | boolean, V> extends Managed<'ManagedDict'> {
  private constructor(handle: ManagedDictHandle) {
    super('ManagedDict', handle);
  }

  /** The dict behind a handle. @throws TypeError when it is not the handle of a `ManagedDict`. */
  static from<K extends string | number | bigint | boolean, V>(handle: ManagedDictHandle): ManagedDict<K, V> {
    return new ManagedDict(handle);
  }

  /** The value of a key, or nothing. */
  get(key: K): Promise<V | undefined> {
    return this.ask('get', [key]);
  }

  /** Sets the value of a key. */
  async set(key: K, value: V): Promise<void> {
    await this.ask('set', [key, value]);
  }

  /** Sets the value of a key that has none; gives the value it has afterwards (Python's `setdefault`). */
  setDefault(key: K, value: V): Promise<V> {
    return this.ask('setDefault', [key, value]);
  }

  /** Whether there is such a key. */
  has(key: K): Promise<boolean> {
    return this.ask('has', [key]);
  }

  /** Takes a key out; says whether it was there. */
  delete(key: K): Promise<boolean> {
    return this.ask('delete', [key]);
  }

  /** How many keys there are. */
  size(): Promise<number> {
    return this.ask('size', []);
  }

  /** All keys and values, as they are at one moment. */
  toMap(): Promise<Map<K, V>> {
    return this.ask('toMap', []);
  }
}

/** The far side of a dict. */
export function serveDict(map: Map<unknown, unknown>): Served {
  return {
    methods: {
      get: (_: Call, key: unknown) => map.get(key),
      set: (_: Call, key: unknown, value: unknown) => {
        map.set(key, value);
      },
      setDefault: (_: Call, key: unknown, value: unknown) => {
        if (!map.has(key)) map.set(key, value);
        return map.get(key);
      },
      has: (_: Call, key: unknown) => map.has(key),
      delete: (_: Call, key: unknown) => map.delete(key),
      size: () => map.size,
      toMap: () => map,
    },
  };
}
