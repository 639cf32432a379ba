export type Priority = 'high' | 'medium' | 'low';
export const LEVELS: readonly Priority[] = ['high', 'medium', 'low'];

export interface LogEntry {
  time: string;
  event: 'queued' | 'started' | 'retrying' | 'saved' | 'failed';
  url: string;
  priority: Priority;
  attempt: number;
  error?: string;
}

export interface DownloadOptions {
  outDir: string;
  workers?: number;
  retries?: number;
  backoffMs?: number;
  timeoutMs?: number;
  log?: (entry: LogEntry) => void;
  signal?: AbortSignal;
}

export type Settings = DownloadOptions & Required<Omit<DownloadOptions, 'log' | 'signal'>>;

/** Fills in the defaults; throws a RangeError or TypeError for what cannot be meant. */
export function settings(options: DownloadOptions): Settings {
  const { outDir, workers = 5, retries = 3, backoffMs = 250, timeoutMs = 30_000, log } = options;
  if (typeof outDir !== 'string' || outDir === '') throw new TypeError(`outDir is ${outDir}; expected a folder`);
  if (!Number.isSafeInteger(workers) || workers < 1) throw new RangeError(`workers is ${workers}; expected 1 or more`);
  if (!Number.isSafeInteger(retries) || retries < 0) throw new RangeError(`retries is ${retries}; expected 0 or more`);
  if (!Number.isFinite(backoffMs) || backoffMs < 0)
    throw new RangeError(`backoffMs is ${backoffMs}; expected 0 or more`);
  if (!Number.isFinite(timeoutMs) || timeoutMs <= 0)
    throw new RangeError(`timeoutMs is ${timeoutMs}; expected above 0`);
  if (log !== undefined && typeof log !== 'function') throw new TypeError('expected log to be a function');
  return { ...options, workers, retries, backoffMs, timeoutMs };
}

/** Throws a TypeError for what cannot be downloaded. */
export function checkJob(url: string, priority: Priority): void {
  if (typeof url !== 'string' || !/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw new TypeError(`url is ${url}; expected an address for HTTP`);
  if (!LEVELS.includes(priority)) throw new TypeError(`priority is ${priority}; expected high, medium or low`);
}
