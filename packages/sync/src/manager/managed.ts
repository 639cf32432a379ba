import { call } from '../rpc/connection.ts';
import type { ObjectAddress } from '../rpc/protocol.ts';
import { requireAddress } from '../rpc/require-address.ts';

/** What crosses to another thread or process in place of a managed object: plain data, also as JSON. */
export interface ManagedHandle<Kind extends string> extends ObjectAddress {
  readonly type: Kind;
}

/** The near side of an object that lives in the manager's process. Every method is one round trip. */
export abstract class Managed<Kind extends string> {
  /** What to hand to another thread or process; the `from` of the same class turns it back. */
  readonly handle: ManagedHandle<Kind>;

  protected constructor(kind: Kind, handle: ManagedHandle<Kind>) {
    this.handle = requireAddress(kind, handle);
  }

  protected ask<R>(method: string, args: readonly unknown[], signal?: AbortSignal): Promise<R> {
    return call(this.handle, method, args, signal) as Promise<R>;
  }
}
