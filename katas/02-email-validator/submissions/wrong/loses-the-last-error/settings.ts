import { isIPv4, isIPv6 } from 'node:net';

export interface EmailResult {
  email: string;
  domain: string | null;
  status: 'valid' | 'invalid' | 'unverifiable';
  reason: string;
  elapsedMs: number;
}

export interface ValidateOptions {
  nameServer?: string;
  workers?: number;
  timeoutMs?: number;
  onResult?: (result: EmailResult) => void;
  signal?: AbortSignal;
}

export type Settings = ValidateOptions & { workers: number; timeoutMs: number };

/** Node fires longer timers at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Fills in the defaults; throws a RangeError or TypeError for what cannot be meant. */
export function settings(emails: string[], options: ValidateOptions): Settings {
  const { nameServer, workers = 20, timeoutMs = 5000, onResult } = options;
  if (!Array.isArray(emails)) throw new TypeError('expected emails to be an array');
  const odd = emails.find((email) => typeof email !== 'string');
  if (emails.some((email) => typeof email !== 'string'))
    throw new TypeError(`emails has ${String(odd)}; expected strings`);
  if (!Number.isSafeInteger(workers) || workers < 1) throw new RangeError(`workers is ${workers}; expected 1 or more`);
  if (!Number.isFinite(timeoutMs) || timeoutMs <= 0 || timeoutMs > LONGEST_TIMER)
    throw new RangeError(`timeoutMs is ${timeoutMs}; expected above 0, at most 2^31 − 1`);
  if (onResult !== undefined && typeof onResult !== 'function')
    throw new TypeError('expected onResult to be a function');
  if (nameServer !== undefined && !isServer(nameServer))
    throw new TypeError(`nameServer is ${nameServer}; expected an address and a port`);
  return { ...options, workers, timeoutMs };
}

function isServer(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  const [, six = '', four = '', port] = /^(?:\[(.+)\]|(.+)):(\d+)$/.exec(text) ?? [];
  return (isIPv6(six) || isIPv4(four)) && Number(port) > 0 && Number(port) < 65_536;
}
