import type { Call, Served } from '../rpc/server.ts';
import { Managed, type ManagedHandle } from './managed.ts';

/** What crosses in place of a `ManagedValue`. */
export type ManagedValueHandle = ManagedHandle<'ManagedValue'>;

/**
 * One value in the manager's process. To read, change and write it as one step, hold a `ManagedLock` meanwhile.
 *
 * @example
 * const total = ManagedValue.from<number>(handle);
 * await total.set((await total.get()) + 1);
 */
export class ManagedValue<T> extends Managed<'ManagedValue'> {
  private constructor(handle: ManagedValueHandle) {
    super('ManagedValue', handle);
  }

  /** The value behind a handle. @throws TypeError when it is not the handle of a `ManagedValue`. */
  static from<T>(handle: ManagedValueHandle): ManagedValue<T> {
    return new ManagedValue(handle);
  }

  /** A copy of the value. */
  get(): Promise<T> {
    return this.ask('get', []);
  }

  /** Replaces the value. */
  async set(value: T): Promise<void> {
    await this.ask('set', [value]);
  }
}

/** The far side of a value. */
export function serveValue(initial: unknown): Served {
  let value = initial;
  return {
    methods: {
      get: () => value,
      set: (_: Call, next: unknown) => {
        value = next;
      },
    },
  };
}
