import { callBlocking } from '../rpc/bridge.ts';
import { call } from '../rpc/connection.ts';
import type { ObjectAddress } from '../rpc/protocol.ts';
import { type Call, ObjectServer } from '../rpc/server.ts';
import { type AsyncWaitOptions, deadlineOf, type WaitOptions } from '../waiting/deadline.ts';
import type { Payload } from './payload.ts';
import type { SharedStore } from './shared-store.ts';
import type { QueueStore } from './store.ts';

/** What crosses to another process in place of a queue: plain data, also as JSON. */
export interface ServedQueueHandle<Kind extends string> extends ObjectAddress {
  readonly type: Kind;
}

/** A queue that other processes reach through `handle`, until it is closed. The values stay in this process. */
export interface ServedQueue<Kind extends string> extends AsyncDisposable {
  readonly handle: ServedQueueHandle<Kind>;
  /** Ends every connection; the queue itself stays as it is. */
  close(): Promise<void>;
}

/** A queue that lives in another process. */
export class RemoteStore<Kind extends string> implements QueueStore {
  readonly handle: ServedQueueHandle<Kind>;

  constructor(handle: ServedQueueHandle<Kind>) {
    this.handle = handle;
  }

  put(payload: Payload, priority: number, options?: WaitOptions): void {
    callBlocking(this.handle, 'put', putArgs(payload, priority, options));
  }

  async putAsync(payload: Payload, priority: number, options?: AsyncWaitOptions): Promise<void> {
    await call(this.handle, 'put', putArgs(payload, priority, options), options?.signal);
  }

  get(options?: WaitOptions): Payload {
    return callBlocking(this.handle, 'get', getArgs(options)) as Payload;
  }

  async getAsync(options?: AsyncWaitOptions): Promise<Payload> {
    return (await call(this.handle, 'get', getArgs(options), options?.signal)) as Payload;
  }

  size(): number {
    return callBlocking(this.handle, 'size', []) as number;
  }

  async sizeAsync(): Promise<number> {
    return (await call(this.handle, 'size', [])) as number;
  }

  close(): void {
    callBlocking(this.handle, 'close', []);
  }

  async closeAsync(): Promise<void> {
    await call(this.handle, 'close', []);
  }
}

/** Checked here, so that nonsense does not travel; nothing is sent for a timeout that is not there. */
function getArgs(options: WaitOptions | undefined): number[] {
  deadlineOf(options);
  return options?.timeoutMs === undefined ? [] : [options.timeoutMs];
}

function putArgs(payload: Payload, priority: number, options: WaitOptions | undefined): Payload[] {
  return [payload, priority, ...getArgs(options)];
}

/** Serves a queue of this process to others. */
export async function serveStore<Kind extends string>(
  kind: Kind,
  store: SharedStore<Kind>,
): Promise<ServedQueue<Kind>> {
  const server = await ObjectServer.start();
  const address = server.serve({
    methods: {
      put: ({ signal }: Call, payload: Payload, priority: number, timeoutMs?: number) =>
        store.putAsync(payload, priority, { timeoutMs, signal }),
      // A call whose client is gone takes nothing: its signal is looked at in the same turn in which the value would be
      // taken. A client that dies later, with the answer already in its socket, takes the value with it.
      get: ({ signal }: Call, timeoutMs?: number) => store.getAsync({ timeoutMs, signal }),
      size: () => store.size(),
      close: () => store.close(),
    },
  });
  const close = () => server.close();
  return { handle: { type: kind, ...address }, close, [Symbol.asyncDispose]: close };
}
