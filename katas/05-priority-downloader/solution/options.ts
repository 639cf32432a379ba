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
  readonly signal: AbortSignal | undefined;
}

/** Node fires longer timers at once. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/** @throws RangeError or TypeError for an option that cannot be meant. */
export function planOf(options: DownloadOptions): Plan {
  const { outDir, workers = 5, retries = 3, backoffMs = 250, timeoutMs = 30_000, log = () => {}, signal } = options;
  if (typeof outDir !== 'string' || outDir === '') {
    throw new TypeError(`outDir is ${shown(outDir)}; expected the path of a folder`);
  }
  requireNumber('workers', workers, 'a whole number from 1 up', Number.isSafeInteger(workers) && workers >= 1);
  requireNumber('retries', retries, 'a whole number from 0 up', Number.isSafeInteger(retries) && retries >= 0);
  requireNumber('backoffMs', backoffMs, 'milliseconds from 0 up', backoffMs >= 0 && backoffMs <= LONGEST_TIMER);
  requireNumber('timeoutMs', timeoutMs, 'milliseconds above 0', timeoutMs > 0 && timeoutMs <= LONGEST_TIMER);
  if (typeof log !== 'function') throw new TypeError(`log is ${shown(log)}; expected a function, or leave it out`);
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError(`signal is ${shown(signal)}; expected an AbortSignal, or leave it out`);
  }
  return { outDir, workers, retries, backoffMs, timeoutMs, log, signal };
}

const PRIORITIES: readonly Priority[] = ['high', 'medium', 'low'];

/** Where `priority` stands: 0 is the first to go. @throws TypeError when it is none. */
export function rankOf(priority: Priority): number {
  const rank = PRIORITIES.indexOf(priority);
  if (rank < 0) throw new TypeError(`priority is ${shown(priority)}; expected one of ${PRIORITIES.join(', ')}`);
  return rank;
}

/** @throws TypeError unless `url` is the address of something that HTTP can get. */
export function requireUrl(url: string): void {
  if (typeof url === 'string' && isForHttp(url)) return;
  throw new TypeError(`url is ${shown(url)}; expected an address, as in https://example.org/a.txt`);
}

export function isForHttp(url: string): boolean {
  const protocol = URL.parse(url)?.protocol;
  return protocol === 'http:' || protocol === 'https:';
}

function requireNumber(name: string, value: unknown, expected: string, isFit: boolean): void {
  if (typeof value === 'number' && isFit) return;
  throw new RangeError(`${name} is ${shown(value)}; expected ${expected}`);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
