import type { Socket } from 'node:net';
import { ConnectionLostError } from '../errors.ts';
import { Inbox, Outbox } from './frames.ts';
import type { Address, ObjectAddress, Request, Response } from './protocol.ts';
import { fromWire } from './wire-error.ts';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What is read at once. */
const READ_BYTES = 64 * 1024;

/** One for each server that this thread talks to: a client is a thread, and dies as one. */
const connections = new Map<string, Connection>();

/**
 * Calls a method of a served object.
 *
 * @throws what the method throws; what `encodeClone` throws when the arguments cannot be copied; ConnectionLostError when the
 * server is gone; the reason of `signal` when it aborts and the server had not already decided the call: nothing that the
 * server gave away is dropped.
 */
export function call(
  address: ObjectAddress,
  method: string,
  args: readonly unknown[],
  signal?: AbortSignal,
): Promise<unknown> {
  const connection = connections.get(address.path) ?? new Connection(address);
  connections.set(address.path, connection);
  return connection.call(address.target, method, args, signal);
}

/** Closes this thread's connection to a server, if there is one. */
export function disconnect(address: Address): void {
  connections.get(address.path)?.close();
}

class Connection {
  readonly #socket: Socket;
  readonly #outbox: Outbox;
  readonly #path: string;
  readonly #pending = new Map<number, Pending>();
  #lastCall = 0;
  #failure: Error | undefined;

  constructor({ path, token }: Address) {
    this.#path = path;
    const inbox = new Inbox(
      () => this.#socket.destroy(),
      (message) => this.#settle(message as Response),
    );
    // Read into one buffer, past the stream machinery: a third of a round trip.
    const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
    const callback = (length: number) => {
      inbox.push(buffer.subarray(0, length));
      return true;
    };
    // Loaded here and not above: every thread with a queue loads this file, and few connect.
    const { connect } = process.getBuiltinModule('node:net');
    this.#socket = connect({ path, onread: { buffer, callback } })
      .on('error', (error) => {
        this.#failure = error;
      })
      .on('close', () => this.close());
    this.#socket.write(Buffer.from(token, 'hex'));
    this.#outbox = new Outbox(this.#socket);
  }

  async call(target: string, method: string, args: readonly unknown[], signal?: AbortSignal): Promise<unknown> {
    signal?.throwIfAborted();
    const id = ++this.#lastCall;
    this.#outbox.post(['call', id, target, method, args] satisfies Request);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    // The event loop lives while somebody waits for an answer, no longer.
    if (this.#pending.size === 0) this.#socket.ref();
    this.#pending.set(id, { resolve, reject });
    const cancel = () => this.#outbox.post(['cancel', id] satisfies Request);
    signal?.addEventListener('abort', cancel);
    try {
      return await promise;
    } catch (error) {
      throw signal?.aborted && !(error instanceof ConnectionLostError) ? signal.reason : error;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  close(): void {
    if (connections.get(this.#path) === this) connections.delete(this.#path);
    this.#socket.destroy();
    const lost = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of lost) {
      reject(
        new ConnectionLostError(
          `the server at ${this.#path} closed the connection before it answered: its process ended, it was closed, or it ` +
            'refused the token of the handle; use a handle of a running server',
          this.#failure && { cause: this.#failure },
        ),
      );
    }
  }

  #settle([id, outcome, content]: Response): void {
    const pending = this.#pending.get(id);
    this.#forget(id);
    if (outcome === 'value') pending?.resolve(content);
    else pending?.reject(fromWire(content));
  }

  #forget(id: number): void {
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#socket.unref();
  }
}
