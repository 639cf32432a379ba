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

/** Fills in the defaults; throws a RangeError or TypeError for what cannot be meant. */
export function settings(emails: string[], options: ValidateOptions): Settings {
  const { workers = 20, timeoutMs = 5000, onResult } = options;
  const odd = emails.find((email) => typeof email !== 'string');
  if (emails.some((email) => typeof email !== 'string')) throw new TypeError(`expected strings, given ${String(odd)}`);
  if (!Number.isSafeInteger(workers) || workers < 1) throw new RangeError(`workers is ${workers}; expected 1 or more`);
  if (!Number.isFinite(timeoutMs) || timeoutMs <= 0)
    throw new RangeError(`timeoutMs is ${timeoutMs}; expected above 0`);
  if (onResult !== undefined && typeof onResult !== 'function')
    throw new TypeError('expected onResult to be a function');
  return { ...options, workers, timeoutMs };
}
