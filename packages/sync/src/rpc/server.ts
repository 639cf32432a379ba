import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Inbox, Outbox } from './frames.ts';
import type { ObjectAddress, Request, Response } from './protocol.ts';
import { toWire } from './wire-error.ts';

/** Loaded when something is served: every thread with a queue loads this file, and would wait 10 ms for nothing. */
const crypto = () => process.getBuiltinModule('node:crypto');
const net = () => process.getBuiltinModule('node:net');

/** The other end of one connection, which is one thread of one process. */
export interface Client {
  /** False once the connection is closed: the client has died, or left. */
  readonly isAlive: boolean;
}

/** What a served method learns about its call. */
export interface Call {
  readonly client: Client;
  /** Aborts when the client gives the call up, or dies. */
  readonly signal: AbortSignal;
}

/** The methods that clients may call, and what to do when a client is gone. */
export interface Served {
  readonly methods: Readonly<Record<string, (call: Call, ...args: never[]) => unknown>>;
  readonly onGone?: (client: Client) => void;
}

/** A call that is not answered yet. Its signal is made when somebody asks for it: most methods never do. */
class CallUnderWay implements Call {
  readonly client: Client;
  #controller: AbortController | undefined;

  constructor(client: Client) {
    this.client = client;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  abort(): void {
    this.#controller ??= new AbortController();
    this.#controller.abort();
  }
}

const TOKEN_BYTES = 32;

/** Directories of sockets that are open; what is left of them when the process ends goes with it. */
const directories = new Set<string>();
process.once('exit', () => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true });
});

/** The servers whose event loop is this thread's. */
const pathsHere = new Set<string>();

/** Whether this thread itself answers at that path, so that it must not block until the answer. */
export function isServedHere(path: string): boolean {
  return pathsHere.has(path);
}

/**
 * Serves objects to the threads and processes of this user over a Unix socket (a named pipe on Windows).
 *
 * Who may connect: the socket is in a directory of mode 0700 and has mode 0600, and the first bytes must be a random
 * token; until they are right nothing that arrives is even decoded. Does not keep the process alive by itself.
 */
export class ObjectServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #token = crypto().randomBytes(TOKEN_BYTES);
  readonly #served = new Map<string, Served>();
  readonly #sockets = new Set<Socket>();
  readonly #directory: string | undefined;
  readonly #path: string;

  private constructor() {
    const isWindows = process.platform === 'win32';
    this.#directory = isWindows ? undefined : mkdtempSync(join(tmpdir(), 'paralelo-sync-'));
    this.#path = this.#directory
      ? join(this.#directory, 's')
      : `\\\\.\\pipe\\paralelo-sync-${crypto().randomBytes(16).toString('hex')}`;
    this.#server = net()
      .createServer((socket) => this.#accept(socket))
      .unref();
    if (this.#directory) directories.add(this.#directory);
  }

  /** Starts to listen. Rejects with the system's error when that fails. */
  static async start(): Promise<ObjectServer> {
    const server = new ObjectServer();
    await new Promise<void>((resolve, reject) => {
      // For good: later a connection that cannot be accepted (no file descriptors left) is an 'error' too. It concerns its
      // client, who sees it close; without a listener it would end this process.
      server.#server.on('error', reject).listen(server.#path, resolve);
    });
    pathsHere.add(server.#path);
    if (server.#directory) chmodSync(server.#path, 0o600);
    return server;
  }

  /** Makes an object callable; its address is all a client needs. */
  serve(served: Served): ObjectAddress {
    const target = String(this.#served.size);
    this.#served.set(target, served);
    return { path: this.#path, token: this.#token.toString('hex'), target };
  }

  /** Ends every connection and removes the socket; calls under way fail at their clients. */
  async close(): Promise<void> {
    pathsHere.delete(this.#path);
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
    if (!this.#directory) return;
    directories.delete(this.#directory);
    rmSync(this.#directory, { recursive: true, force: true });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.unref();
    const client = { isAlive: true };
    const underWay = new Map<number, CallUnderWay>();
    let secret = Buffer.alloc(0);
    const outbox = new Outbox(socket);
    const refuse = () => socket.destroy();
    const inbox = new Inbox(refuse, (message) => {
      this.#answer(outbox, client, underWay, message as Request).catch(refuse);
    });
    socket.on('data', (data) => {
      const chunk = data as Buffer;
      if (secret.length === TOKEN_BYTES) {
        inbox.push(chunk);
        return;
      }
      const missing = TOKEN_BYTES - secret.length;
      secret = Buffer.concat([secret, chunk.subarray(0, missing)]);
      if (secret.length < TOKEN_BYTES) return;
      if (!crypto().timingSafeEqual(secret, this.#token)) socket.destroy();
      else if (chunk.length > missing) inbox.push(chunk.subarray(missing));
    });
    socket.on('error', () => {}); // 'close' follows, and says all there is to say
    socket.on('close', () => {
      client.isAlive = false;
      this.#sockets.delete(socket);
      for (const call of underWay.values()) call.abort();
      for (const { onGone } of this.#served.values()) onGone?.(client);
    });
  }

  async #answer(outbox: Outbox, client: Client, underWay: Map<number, CallUnderWay>, request: Request) {
    const [kind, id] = request;
    if (kind === 'cancel') {
      underWay.get(id)?.abort();
      return;
    }
    const [, , target, method, args] = request;
    const call = new CallUnderWay(client);
    underWay.set(id, call);
    let response: Response;
    try {
      const methods = this.#served.get(target)?.methods ?? {};
      const run = Object.hasOwn(methods, method) ? methods[method] : undefined;
      if (!run) throw new TypeError(`nothing is served as ${target}.${method}: is the handle from another server?`);
      const result = run(call, ...(args as never[]));
      const value = result instanceof Promise ? await result : result;
      response = value === undefined ? [id, 'value'] : [id, 'value', value];
    } catch (error) {
      response = [id, 'error', toWire(error)];
    }
    underWay.delete(id);
    if (!client.isAlive) return;
    try {
      outbox.post(response);
    } catch (error) {
      outbox.post([id, 'error', toWire(error)] satisfies Response);
    }
  }
}
