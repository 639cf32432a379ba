import { isIPv4, isIPv6 } from 'node:net';

export type Status = 'valid' | 'invalid' | 'unverifiable';

export interface EmailResult {
  readonly email: string;
  /** ASCII, lower case; `null` where the syntax is bad. */
  readonly domain: string | null;
  readonly status: Status;
  readonly reason: string;
  readonly elapsedMs: number;
}

export interface ValidateOptions {
  /** An IP address and a port, as in `127.0.0.1:53` or `[::1]:53`; by default the system's. */
  nameServer?: string;
  /** At most so many domains at once; by default 20. */
  workers?: number;
  /** For one domain as a whole; by default 5000. */
  timeoutMs?: number;
  /** Called once for every address, as soon as its domain is decided. */
  onResult?: (result: EmailResult) => void;
  /** Stops the work: no socket or timer is left when the call rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** Options with nothing left to decide. */
export interface Plan {
  readonly nameServer: string | undefined;
  readonly workers: number;
  readonly timeoutMs: number;
  readonly onResult: (result: EmailResult) => void;
  readonly signal: AbortSignal | undefined;
}

/** Node fires longer timers at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** @throws RangeError or TypeError for an option or an address that cannot be meant. */
export function planOf(emails: readonly string[], options: ValidateOptions): Plan {
  if (!Array.isArray(emails)) throw new TypeError(`emails is ${String(emails)}; expected an array of strings`);
  const odd = emails.findIndex((email) => typeof email !== 'string');
  if (odd >= 0) throw new TypeError(`emails[${odd}] is ${String(emails[odd])}; expected a string`);
  const { nameServer, workers = 20, timeoutMs = 5000, onResult = () => {}, signal } = options;
  if (!Number.isSafeInteger(workers) || workers < 1) {
    throw new RangeError(`workers is ${String(workers)}; expected a whole number from 1 up`);
  }
  if (!(typeof timeoutMs === 'number' && timeoutMs > 0 && timeoutMs <= LONGEST_TIMER)) {
    throw new RangeError(`timeoutMs is ${String(timeoutMs)}; expected a number above 0, at most 2^31 − 1`);
  }
  if (typeof onResult !== 'function') {
    throw new TypeError(`onResult is ${String(onResult)}; expected a function, or leave it out`);
  }
  if (nameServer !== undefined && !isServer(nameServer)) {
    throw new TypeError(`nameServer is ${String(nameServer)}; expected an IP address and a port, as in 127.0.0.1:53`);
  }
  return { nameServer, workers, timeoutMs, onResult, signal };
}

/** IPv6 stands in brackets: without them nobody knows where the port begins. */
function isServer(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const [, six = '', four = '', port] = /^(?:\[(.+)\]|(.+)):(\d+)$/.exec(value) ?? [];
  return (isIPv6(six) || isIPv4(four)) && Number(port) > 0 && Number(port) < 65_536;
}
