import { setTimeout as sleep } from 'node:timers/promises';
import { attempt, BadAnswer } from './attempt.ts';
import type { LogEntry, Priority, Settings } from './settings.ts';

export interface Job {
  url: string;
  priority: Priority;
}

export interface Outcome extends Job {
  ok: boolean;
  attempts: number;
  path: string | null;
  md5: string | null;
  bytes: number;
  error: string | null;
}

export type Say = (event: LogEntry['event'], job: Job, attempt: number, error?: string) => void;

/** Tries until it is there, or until that makes no sense any more. */
export async function download(job: Job, settings: Settings, stop: AbortSignal, say: Say): Promise<Outcome> {
  const { outDir, retries, backoffMs, timeoutMs } = settings;
  for (let attempts = 1; ; attempts++) {
    say('started', job, attempts);
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error(`took more than ${timeoutMs} ms`)), timeoutMs);
    try {
      const saved = await attempt(job.url, outDir, AbortSignal.any([stop, late.signal]));
      stop.throwIfAborted();
      say('saved', job, attempts);
      return { ...job, ok: true, attempts, ...saved, error: null };
    } catch (error) {
      stop.throwIfAborted();
      const { message } = error as Error;
      if (attempts > retries || (error instanceof BadAnswer && error.isFinal)) {
        say('failed', job, attempts, message);
        return { ...job, ok: false, attempts, path: null, md5: null, bytes: 0, error: message };
      }
      say('retrying', job, attempts, message);
      const waitMs = backoffMs * 2 ** (attempts - 1) * (0.5 + Math.random() / 2);
      const leastMs = error instanceof BadAnswer ? error.leastWaitMs : 0;
      await sleep(Math.max(waitMs, leastMs), undefined, { signal: stop }).catch(() => stop.throwIfAborted());
    } finally {
      clearTimeout(timer);
    }
  }
}
