import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Gather, Gathering } from '../gathering.ts';
import { InFlight } from '../in-flight.ts';
import type { IoServer } from '../io-workload.ts';
import { type HttpSite, replyOf } from './http-site.ts';
import { sendReply } from './send-reply.ts';

export interface HttpServerOptions {
  /** From a request to its answer, ms, where a reply says nothing else; by default none. */
  readonly latencyMs?: number;
  readonly gather?: Gather;
}

/** A request as it came in; the clock is `performance.now()`. */
export interface HttpRequest {
  readonly method: string;
  /** With its query, as it was sent. */
  readonly path: string;
  readonly atMs: number;
  /** When the last of its answer went out, or its client went away; `undefined` while it is in flight. */
  leftMs?: number;
}

const LOOPBACK = '127.0.0.1';

/**
 * A real HTTP server on 127.0.0.1 that answers from a script and counts.
 *
 * A path is in flight from its request until the last bytes of its answer go out, or its connection closes.
 */
export class HttpServer implements IoServer {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  /** In the order in which they came. */
  readonly requests: HttpRequest[] = [];
  readonly #site: HttpSite;
  readonly #latencyMs: number;
  readonly #gathering: Gathering;
  readonly #inFlight = new InFlight();
  readonly #server: Server;
  readonly #stopped = new AbortController();
  readonly #lateMs: number[] = [];
  readonly #counts = new Map<string, number>();
  /** Who waits for something to be true, asked again whenever something happens. */
  readonly #waiting = new Map<() => boolean, () => void>();

  constructor(site: HttpSite, { latencyMs = 0, gather }: HttpServerOptions, server: Server) {
    this.#site = site;
    this.#latencyMs = latencyMs;
    this.#gathering = new Gathering(gather);
    this.#server = server;
    this.origin = `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => void this.#answer(request, response));
    // Clients hang up whenever they like.
    server.on('clientError', (_error, socket) => socket.destroy());
  }

  /** Distinct paths that wait for the rest of an answer now. */
  get inFlight(): number {
    return this.#inFlight.now;
  }

  /** Distinct paths that waited at the same time, at most. */
  get mostInFlight(): number {
    return this.#inFlight.most;
  }

  /** Distinct paths that were asked for. */
  get asked(): number {
    return this.#counts.size;
  }

  /** Requests so far, repeated ones included. */
  get questions(): number {
    return this.requests.length;
  }

  /** How much later than scripted answers began, ms, typically: the doing of the machine this server runs on. */
  get lateMs(): number {
    return this.#lateMs.toSorted((a, b) => a - b)[this.#lateMs.length >> 1] ?? 0;
  }

  /** The address of `path` on this server. */
  url(path: string): string {
    return `${this.origin}${path}`;
  }

  /** How many requests there were for `path`. */
  count(path: string): number {
    return this.#counts.get(path) ?? 0;
  }

  /** Settles when so many requests have come in. */
  requested(count: number): Promise<void> {
    return this.#until(() => this.requests.length >= count);
  }

  /** Settles when nothing is in flight. */
  quiet(): Promise<void> {
    return this.#until(() => this.inFlight === 0);
  }

  /** Stops answering, closes all connections and frees the port. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped.abort();
    this.#gathering.open();
    const closed = new Promise((done) => this.#server.close(done));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const earlier = this.count(path);
    const reply = replyOf(this.#site, path, earlier);
    this.#counts.set(path, earlier + 1);
    const entry: HttpRequest = { method: request.method ?? '', path, atMs: performance.now() };
    this.requests.push(entry);
    this.#inFlight.enter(path);
    const leave = (): void => {
      if (entry.leftMs !== undefined) return;
      entry.leftMs = performance.now();
      this.#inFlight.leave(path);
      this.#tell();
    };
    response.on('close', leave).on('error', () => {});
    this.#gathering.observe(this.#inFlight.now);
    this.#tell();
    await Promise.all([this.#gathering.wait(), reply.gate]);
    const since = performance.now();
    const latencyMs = reply.latencyMs ?? this.#latencyMs;
    const sleep = (ms: number) => delay(ms, undefined, { signal: this.#stopped.signal });
    try {
      if (latencyMs > 0) await sleep(latencyMs);
      this.#lateMs.push(Math.max(0, performance.now() - since - latencyMs));
      if (!response.destroyed) await sendReply(reply, response, { sleep, leave });
    } catch (error) {
      if (!this.#stopped.signal.aborted) throw error;
    }
  }

  #until(isTrue: () => boolean): Promise<void> {
    if (isTrue()) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.set(isTrue, resolve));
  }

  #tell(): void {
    for (const [isTrue, resolve] of this.#waiting) {
      if (!isTrue()) continue;
      this.#waiting.delete(isTrue);
      resolve();
    }
  }
}

/**
 * Starts an HTTP server that serves `site`. It listens when the promise resolves; `await using` stops it and frees its port
 * when the test ends, also when the test fails.
 *
 * @example
 * const open = Promise.withResolvers<void>();
 * await using server = await startHttpServer({ '/a.txt': [{ status: 503 }, { body: 'text', gate: open.promise }] });
 * const answer = fetch(server.url('/a.txt')); // 503, and the second time it waits
 * server.count('/a.txt'); // 1
 */
export async function startHttpServer(site: HttpSite, options: HttpServerOptions = {}): Promise<HttpServer> {
  // No time limit of its own: a connection that closes by itself looks like trouble that nobody scripted.
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 });
  server.listen(0, LOOPBACK);
  await once(server, 'listening');
  return new HttpServer(site, options, server);
}
