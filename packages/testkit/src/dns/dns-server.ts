import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { type Packet, TCPServer, UDPServer } from 'dns2';
import { type Gather, Gathering } from '../gathering.ts';
import { InFlight } from '../in-flight.ts';
import { answerTo, type Question, questionOf } from './dns-message.ts';
import { type DnsZone, domainOf, replyOf } from './dns-zone.ts';

export interface DnsServerOptions {
  /** From a question to its answer, ms, where a domain says nothing else; by default none. */
  readonly latencyMs?: number;
  readonly gather?: Gather;
}

/** A question as it came in. */
export interface DnsQuery extends Question {
  readonly transport: 'udp' | 'tcp';
}

type Send = (answer: Packet | Buffer) => unknown;

const LOOPBACK = '127.0.0.1';
/** A port that is free for TCP is nearly always free for UDP. */
const PORT_ATTEMPTS = 10;

/**
 * A real DNS server on 127.0.0.1, UDP and TCP on one port, that answers from a script and counts.
 *
 * A domain is in flight from its question until its answer is sent; where the script says silence or garbage, until the
 * latency is over, since nobody tells a server that he gave up.
 */
export class DnsServer implements AsyncDisposable {
  /** `127.0.0.1:port` */
  readonly address: string;
  readonly queries: DnsQuery[] = [];
  readonly #zone: DnsZone;
  readonly #latencyMs: number;
  readonly #gathering: Gathering;
  readonly #inFlight = new InFlight();
  readonly #udp: UDPServer;
  readonly #tcp: TCPServer;
  readonly #connections = new Set<Socket>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #lateMs: number[] = [];
  #isStopped = false;

  constructor(zone: DnsZone, { latencyMs = 0, gather }: DnsServerOptions, udp: UDPServer, tcp: TCPServer) {
    this.#zone = zone;
    this.#latencyMs = latencyMs;
    this.#gathering = new Gathering(gather);
    this.#udp = udp;
    this.#tcp = tcp;
    this.address = `${LOOPBACK}:${(tcp.address() as AddressInfo).port}`;
    udp.on('request', (request, send) => void this.#answer(request, send, 'udp'));
    tcp.on('request', (request, send) => void this.#answer(request, send, 'tcp'));
    // Clients hang up whenever they like.
    for (const server of [udp, tcp]) server.on('error', () => {}).on('requestError', () => {});
    tcp.on('connection', (socket: Socket) => {
      this.#connections.add(socket);
      socket.on('error', () => {}).on('close', () => this.#connections.delete(socket));
    });
  }

  /** Distinct domains that wait for an answer now. */
  get inFlight(): number {
    return this.#inFlight.now;
  }

  /** Distinct domains that waited for an answer at the same time, at most. */
  get mostInFlight(): number {
    return this.#inFlight.most;
  }

  /** Distinct domains that were asked about. */
  get asked(): number {
    return new Set(this.queries.map(({ name }) => name)).size;
  }

  /** Questions so far, repeated ones included. */
  get questions(): number {
    return this.queries.length;
  }

  /** How much later than scripted answers went out, ms, typically: the doing of the machine this server runs on. */
  get lateMs(): number {
    return this.#lateMs.toSorted((a, b) => a - b)[this.#lateMs.length >> 1] ?? 0;
  }

  /** How many questions there were about `name`, of `type` where it is given. */
  count(name: string, type?: string): number {
    return this.queries.filter((query) => query.name === name && (type === undefined || query.type === type)).length;
  }

  /** Stops answering and frees the port; whoever waits for an answer gets none. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#gathering.open();
    for (const socket of this.#connections) socket.destroy();
    await Promise.all([this.#udp, this.#tcp].map((server) => new Promise<void>((done) => server.close(() => done()))));
  }

  async #answer(request: Packet, send: Send, transport: DnsQuery['transport']): Promise<void> {
    const question = questionOf(request);
    if (question === undefined) return;
    this.queries.push({ ...question, transport });
    const domain = domainOf(this.#zone, question.name);
    const isCut = transport === 'udp' && (domain?.isTruncated ?? false);
    const answer = answerTo(request, replyOf(domain, question.type), isCut);
    this.#inFlight.enter(question.name);
    this.#gathering.observe(this.#inFlight.now);
    const since = performance.now();
    await this.#gathering.wait();
    if (this.#isStopped) return;
    const latencyMs = domain?.latencyMs ?? this.#latencyMs;
    await this.#sleep(latencyMs);
    this.#lateMs.push(Math.max(0, performance.now() - since - latencyMs));
    this.#inFlight.leave(question.name);
    if (answer === undefined) return;
    try {
      await send(answer);
    } catch {
      // Stopped meanwhile: the sockets are closed, and say so, at once or later.
    }
  }

  #sleep(ms: number): Promise<void> {
    if (ms === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.add(timer);
    });
  }
}

/**
 * Starts a DNS server that knows `zone`. It listens when the promise resolves; `await using` stops it and frees its port
 * when the test ends, also when the test fails.
 *
 * @example
 * await using server = await startDnsServer({ 'example.org': { MX: ['mail.example.org'] } }, { latencyMs: 20 });
 * await validateEmails(['a@example.org'], { nameServer: server.address });
 * server.count('example.org', 'MX'); // 1
 */
export async function startDnsServer(zone: DnsZone, options: DnsServerOptions = {}): Promise<DnsServer> {
  for (let attempt = 1; ; attempt++) {
    const tcp = new TCPServer();
    tcp.listen(0, LOOPBACK);
    await once(tcp, 'listening');
    const udp = new UDPServer();
    udp.bind((tcp.address() as AddressInfo).port, LOOPBACK);
    try {
      await once(udp, 'listening');
      return new DnsServer(zone, options, udp, tcp);
    } catch (error) {
      tcp.close();
      if (attempt === PORT_ATTEMPTS) throw error;
    }
  }
}
