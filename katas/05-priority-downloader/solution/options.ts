import { inspect } from 'node:util';

export type Priority = 'high' | 'medium' | 'low';
export type LogEvent = 'queued' | 'started' | 'retrying' | 'saved' | 'failed';

export interface LogEntry {
  /** ISO 8601. */
  readonly time: string;
  readonly event: LogEvent;
  readonly url: string;
  readonly priority: Priority;
  /** Which attempt it is about, from 1; 0 while it is only queued. */
  readonly attempt: number;
  /** Before the next attempt, where it is retried. */
  readonly waitMs?: number;
  readonly path?: string;
  readonly bytes?: number;
  /** What went wrong with the attempt. */
  readonly error?: string;
}

export interface DownloadOptions {
  /** Where files are saved; made if missing. */
  outDir: string;
  /** At most so many downloads at once; by default 5. */
  workers?: number;
  /** Further attempts after the first one; by default 3. */
  retries?: number;
  /** The longest wait before the first retry, doubled for each one after it; by default 250. */
  backoffMs?: number;
  /** For one attempt, its body included; by default 30,000. */
  timeoutMs?: number;
  /** Hears of everything that happens. */
  log?: (entry: LogEntry) => void;
  /** Stops the work: no request, timer or half a file is left when `process` rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** Options with nothing left to decide. */
export interface Plan {
  readonly outDir: string;
  readonly workers: number;
  readonly retries: number;
  readonly backoffMs: number;
  readonly timeoutMs: number;
  readonly log: (entry: LogEntry) => void;
  readonly signal: AbortSignal;
}

/** Node fires longer timers at once. */
export const LONGEST_TIMER = 0x7fff_ffff;

/** @throws RangeError or TypeError for an option that cannot be meant. */
export function planOf(options: DownloadOptions): Plan {
  const { outDir, workers = 5, retries = 3, backoffMs = 250, timeoutMs = 30_000, log = () => {} } = options;
  const { signal = new AbortController().signal } = options;
  if (typeof outDir !== 'string' || outDir === '') {
    throw new TypeError(`outDir is ${inspect(outDir)}; expected the path of a folder`);
  }
  requireWhole({ workers }, 1);
  requireWhole({ retries }, 0);
  requireWait({ backoffMs });
  requireLimit({ timeoutMs });
  if (typeof log !== 'function') throw new TypeError(`log is ${inspect(log)}; expected a function, or leave it out`);
  return { outDir, workers, retries, backoffMs, timeoutMs, log, signal };
}

const PRIORITIES: readonly Priority[] = ['high', 'medium', 'low'];

/** Where `priority` stands: 0 is the first to go. @throws TypeError when it is none. */
export function rankOf(priority: Priority): number {
  const rank = PRIORITIES.indexOf(priority);
  if (rank < 0) throw new TypeError(`priority is ${inspect(priority)}; expected one of ${PRIORITIES.join(', ')}`);
  return rank;
}

const PROTOCOLS: readonly string[] = ['http:', 'https:'];

/** `url`, as it is seen from `base`, where it is the address of something that HTTP can get. */
export function httpUrl(url: string, base?: string): string | undefined {
  const parsed = URL.parse(url, base);
  return parsed !== null && PROTOCOLS.includes(parsed.protocol) ? parsed.href : undefined;
}

/** @throws TypeError unless `url` is the address of something that HTTP can get. */
export function requireUrl(url: string): void {
  if (typeof url === 'string' && httpUrl(url) !== undefined) return;
  throw new TypeError(`url is ${inspect(url)}; expected an address, as in https://example.org/a.txt`);
}

/** @throws RangeError unless each of the values, by their names, is an integer from `least` up. */
function requireWhole(values: Readonly<Record<string, unknown>>, least: number): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isSafeInteger(value) && Number(value) >= least) continue;
    throw new RangeError(`${name} is ${inspect(value)}; expected a whole number from ${least} up`);
  }
}

/** @throws RangeError unless each of the values, by their names, is so many milliseconds, none at the least. */
function requireWait(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (Number.isFinite(value) && value >= 0) continue;
    throw new RangeError(`${name} is ${inspect(value)}; expected milliseconds from 0 up`);
  }
}

/** @throws RangeError unless each of the values, by their names, is some milliseconds; Infinity is no limit. */
function requireLimit(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'number' && value > 0) continue;
    throw new RangeError(`${name} is ${inspect(value)}; expected milliseconds above 0`);
  }
}
