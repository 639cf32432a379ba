import { setTimeout as sleep } from 'node:timers/promises';
import { DiskError } from './disk-error.ts';
import { LONGEST_TIMER, type LogEvent, type Plan, type Priority } from './options.ts';
import { retryDelay } from './retry-delay.ts';
import type { Saved, Saver } from './saver.ts';
import { StatusError } from './status-error.ts';

/** What was asked for. */
export interface Job {
  readonly url: string;
  readonly priority: Priority;
}

/** What became of a job. */
export type Outcome = Job & { readonly attempts: number; readonly bytes: number } & (
    | { readonly ok: true; readonly path: string; readonly md5: string; readonly error: null }
    | { readonly ok: false; readonly path: null; readonly md5: null; readonly error: string }
  );

/** A plan that is being carried out. */
export type Run = Pick<Plan, 'retries' | 'backoffMs' | 'timeoutMs'> & {
  readonly saver: Saver;
  readonly signal: AbortSignal;
  tell(event: LogEvent, job: Job, attempt: number, more?: Partial<Saved> & { error?: string; waitMs?: number }): void;
};

/**
 * Downloads one URL, again and again while that may help. It keeps its place among the `workers` while it waits.
 *
 * @throws the reason of `run.signal`, and nothing else: whatever fails is an outcome.
 */
export async function download(job: Job, run: Run): Promise<Outcome> {
  run.signal.throwIfAborted();
  for (let attempt = 1; ; attempt++) {
    run.tell('started', job, attempt);
    const saved = await attemptOnce(job.url, run).catch((error: unknown) => error as Error);
    run.signal.throwIfAborted();
    if (!(saved instanceof Error)) {
      run.tell('saved', job, attempt, saved);
      return { ...job, ok: true, attempts: attempt, ...saved, error: null };
    }
    const error = wordsFor(saved);
    if (attempt > run.retries || !isWorthRepeating(saved)) {
      run.tell('failed', job, attempt, { error });
      return { ...job, ok: false, attempts: attempt, path: null, md5: null, bytes: 0, error };
    }
    const waitMs = retryDelay(attempt, run.backoffMs, saved instanceof StatusError ? saved.retryAfterMs : 0);
    run.tell('retrying', job, attempt, { error, waitMs });
    await sleep(waitMs, undefined, { signal: run.signal }).catch(() => run.signal.throwIfAborted());
  }
}

/** The time limit is a timer of our own: it covers the body too, and it is gone when the attempt is over. */
async function attemptOnce(url: string, { saver, timeoutMs, signal }: Run): Promise<Saved> {
  const late = new AbortController();
  const onLate = () => late.abort(new Error(`not done within ${timeoutMs} ms`));
  using _timer = setTimeout(onLate, Math.min(timeoutMs, LONGEST_TIMER));
  try {
    return await saver.save(url, AbortSignal.any([signal, late.signal]));
  } catch (error) {
    // A body that is ended from here says no more than that it broke off.
    throw late.signal.reason ?? error;
  }
}

/** Trouble on the way may pass, trouble with the disk stays; an answer says itself whether it may pass. */
function isWorthRepeating(error: Error): boolean {
  return error instanceof StatusError ? error.isTemporary : !(error instanceof DiskError);
}

/** Node's own words for a connection that closes are "aborted" and "socket hang up". */
const IN_WORDS: Partial<Record<string, string>> = { ECONNRESET: 'the connection broke off before all was there' };

/** An error may have a code and no message. */
function wordsFor(error: Error & { code?: string }): string {
  const code = String(error.code);
  return IN_WORDS[code] ?? (error.message || code);
}
