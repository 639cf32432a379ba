import { NotOwnerError, OwnerDiedError, TimeoutError } from '../errors.ts';
import type { Call, Client, Served } from '../rpc/server.ts';
import { startAlarm } from '../waiting/alarm.ts';
import { type AsyncWaitOptions, deadlineOf } from '../waiting/deadline.ts';
import { Managed, type ManagedHandle } from './managed.ts';

/** What crosses in place of a `ManagedLock`. */
export type ManagedLockHandle = ManagedHandle<'ManagedLock'>;

/**
 * Mutual exclusion between processes (and their threads), kept by the manager: first come, first served.
 *
 * Not re-entrant; the tasks of one thread exclude each other, but only the thread as a whole is known as the owner. When an
 * owner dies, whoever waits or comes later gets an OwnerDiedError, until somebody calls `recoverAsync`; the first
 * who already waits in one gets the lock.
 *
 * @example
 * const lock = ManagedLock.from(handle);
 * { await using _ = await lock.acquireAsync(); await counter.set((await counter.get()) + 1); }
 */
export class ManagedLock extends Managed<'ManagedLock'> implements AsyncDisposable {
  private constructor(handle: ManagedLockHandle) {
    super('ManagedLock', handle);
  }

  /** The lock behind a handle. @throws TypeError when it is not the handle of a `ManagedLock`. */
  static from(handle: ManagedLockHandle): ManagedLock {
    return new ManagedLock(handle);
  }

  /**
   * Waits until this thread holds the lock. Resolves to the lock, so that `await using` releases it.
   *
   * @throws TimeoutError after `timeoutMs`; OwnerDiedError when its owner died while holding it; ConnectionLostError when the
   * manager is gone; the reason of `signal` when it aborts first.
   */
  async acquireAsync(options?: AsyncWaitOptions): Promise<this> {
    return await this.#acquire(false, options);
  }

  /** Takes the lock even when its owner died: afterwards repair what it protects. Rejects as `acquireAsync` otherwise. */
  async recoverAsync(options?: AsyncWaitOptions): Promise<this> {
    return await this.#acquire(true, options);
  }

  /** Gives the lock back. @throws NotOwnerError when this thread does not hold it. */
  async releaseAsync(): Promise<void> {
    await this.ask('release', []);
  }

  /** Runs an asynchronous function while holding the lock, released however it ends. */
  async withLockAsync<T>(run: () => T | PromiseLike<T>, options?: AsyncWaitOptions): Promise<T> {
    await using _ = await this.acquireAsync(options);
    return await run();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.releaseAsync();
  }

  async #acquire(recovering: boolean, options?: AsyncWaitOptions): Promise<this> {
    deadlineOf(options);
    const timeout = options?.timeoutMs === undefined ? [] : [options.timeoutMs];
    await this.ask('acquire', [recovering, ...timeout], options?.signal);
    return this;
  }
}

interface Waiter {
  readonly client: Client;
  readonly recovering: boolean;
  readonly grant: () => void;
  readonly refuse: (error: Error) => void;
}

/** The far side of a lock. Invariants: nobody waits while the lock is free, and only a free lock is abandoned. */
export function serveLock(): Served {
  const waiters = new Set<Waiter>();
  let owner: Client | undefined;
  let isAbandoned = false;

  const passOn = () => {
    const [next] = waiters;
    owner = next?.client;
    next?.grant();
  };

  const acquire = ({ client, signal }: Call, recovering: boolean, timeoutMs?: number): Promise<void> | undefined => {
    const deadline = deadlineOf({ timeoutMs });
    if (isAbandoned && !recovering) throw ownerDied();
    if (owner === undefined) {
      isAbandoned = false;
      owner = client;
      return undefined;
    }
    return new Promise<void>((resolve, reject) => {
      const callOffAlarm = startAlarm(deadline, () =>
        waiter.refuse(new TimeoutError(`the lock was not free within ${timeoutMs} ms`)),
      );
      const leave = () => {
        callOffAlarm();
        waiters.delete(waiter);
      };
      const waiter: Waiter = {
        client,
        recovering,
        grant: () => {
          leave();
          resolve();
        },
        refuse: (error) => {
          leave();
          reject(error);
        },
      };
      signal.addEventListener('abort', () => waiter.refuse(new Error('called off')));
      waiters.add(waiter);
    });
  };

  return {
    methods: {
      acquire,
      release: ({ client }: Call) => {
        if (owner !== client) {
          const holder = owner === undefined ? 'nobody' : 'another client';
          throw new NotOwnerError(
            `a lock was released, but ${holder} holds it: release once per acquire, where it was acquired`,
          );
        }
        passOn();
      },
    },
    onGone: (client) => {
      if (owner !== client) return;
      for (const waiter of waiters) if (!waiter.recovering) waiter.refuse(ownerDied());
      isAbandoned = waiters.size === 0;
      passOn();
    },
  };
}

function ownerDied(): OwnerDiedError {
  return new OwnerDiedError(
    'the client that held the lock ended without releasing it, so what it protects may be half-written: ' +
      'call recoverAsync() instead of acquireAsync(), repair the data, then release',
  );
}
