import { jsonIn } from '../codec/clone.ts';
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
    return unpack(callBlocking(this.handle, 'get', getArgs(options)) as Packed);
  }

  async getAsync(options?: AsyncWaitOptions): Promise<Payload> {
    return unpack((await call(this.handle, 'get', getArgs(options), options?.signal)) as Packed);
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

function putArgs(payload: Payload, priority: number, options: WaitOptions | undefined): Packed[] {
  return [pack(payload), priority, ...getArgs(options)];
}

/** A payload in a message. Short JSON is text there, because a message without bytes costs a tenth to write and read. */
type Packed = Payload | string;

/** Longer ones are cheaper as bytes: nothing in them has to be escaped. */
const TEXT_BELOW_BYTES = 4 * 1024;

function pack(payload: Payload): Packed {
  if (typeof payload === 'number' || payload.length >= TEXT_BELOW_BYTES) return payload;
  return jsonIn(payload) ?? payload;
}

function unpack(packed: Packed): Payload {
  return typeof packed === 'string' ? Buffer.from(packed) : packed;
}

/** Serves a queue of this process to others. */
export async function serveStore<Kind extends string>(
  kind: Kind,
  store: SharedStore<Kind>,
): Promise<ServedQueue<Kind>> {
  const server = await ObjectServer.start();
  const address = server.serve({
    methods: {
      put: ({ signal }: Call, packed: Packed, priority: number, timeoutMs?: number) =>
        store.putAsync(unpack(packed), priority, { timeoutMs, signal }),
      // A call whose client is gone takes nothing: its signal is looked at in the same turn in which the value would be
      // taken. A client that dies later, with the answer already in its socket, takes the value with it.
      get: async ({ signal }: Call, timeoutMs?: number) => pack(await store.getAsync({ timeoutMs, signal })),
      size: () => store.size(),
      close: () => store.close(),
    },
  });
  const close = () => server.close();
  return { handle: { type: kind, ...address }, close, [Symbol.asyncDispose]: close };
}
