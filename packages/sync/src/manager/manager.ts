import { decodeClone, encodeClone } from '../codec/clone.ts';
import { disconnect } from '../rpc/connection.ts';
import type { ObjectAddress } from '../rpc/protocol.ts';
import { ObjectServer, type Served } from '../rpc/server.ts';
import { ManagedDict, serveDict } from './dict.ts';
import { ManagedList, serveList } from './list.ts';
import { ManagedLock, serveLock } from './lock.ts';
import type { ManagedHandle } from './managed.ts';
import { ManagedValue, serveValue } from './value.ts';

/**
 * Objects that live in this process and are shared with its threads and child processes by their handles.
 *
 * Does not keep the process alive: keep it until the children have ended, then close it.
 *
 * @example
 * await using manager = await Manager.start();
 * const list = manager.list<number>();
 * const child = fork('./worker.ts');
 * child.send(list.handle); // there: process.once('message', (handle) => ManagedList.from<number>(handle).append(42));
 */
export class Manager implements AsyncDisposable {
  readonly #server: ObjectServer;
  #address: ObjectAddress | undefined;

  private constructor(server: ObjectServer) {
    this.#server = server;
  }

  /** Starts a manager in this process. Rejects with the system's error when it cannot listen. */
  static async start(): Promise<Manager> {
    return new Manager(await ObjectServer.start());
  }

  /** A new shared list of copies of these values. @throws as its `append` would reject. */
  list<T>(values: Iterable<T> = []): ManagedList<T> {
    return ManagedList.from(this.#serve('ManagedList', serveList(copyOf([...values]))));
  }

  /** A new shared dict of copies of these entries. @throws as its `set` would reject. */
  dict<K extends string | number | bigint | boolean, V>(entries: Iterable<readonly [K, V]> = []): ManagedDict<K, V> {
    return ManagedDict.from(this.#serve('ManagedDict', serveDict(copyOf(new Map(entries)))));
  }

  /** A new shared value, a copy of this one. @throws as its `set` would reject. */
  value<T>(initial: T): ManagedValue<T> {
    return ManagedValue.from(this.#serve('ManagedValue', serveValue(copyOf(initial))));
  }

  /** A new shared lock. */
  lock(): ManagedLock {
    return ManagedLock.from(this.#serve('ManagedLock', serveLock()));
  }

  /** Ends every connection and removes the socket; calls under way reject with ConnectionLostError. */
  async close(): Promise<void> {
    if (this.#address) disconnect(this.#address);
    await this.#server.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #serve<Kind extends string>(type: Kind, served: Served): ManagedHandle<Kind> {
    this.#address = this.#server.serve(served);
    return { type, ...this.#address };
  }
}

/** What an object starts with is a copy too, and what could never be sent is refused here. */
function copyOf<T>(value: T): T {
  return decodeClone(encodeClone(value)) as T;
}
