// wrong | abort | takes a moment before it listens to its signal: who aborts meanwhile is not heard
import { setTimeout as sleep } from 'node:timers/promises';
import { domainOf } from './address.ts';
import { lookUp, type Verdict } from './look-up.ts';
import { type EmailResult, settings, type ValidateOptions } from './settings.ts';

const BAD: Verdict = { status: 'invalid', reason: 'bad syntax' };

export async function validateEmails(emails: string[], options: ValidateOptions = {}) {
  const { workers, onResult, signal, ...how } = settings(emails, options);
  signal?.throwIfAborted();
  const failed = new AbortController();
  const stop = failed.signal;
  await sleep(100);
  signal?.addEventListener('abort', () => failed.abort(signal.reason), { once: true });
  const results: EmailResult[] = [];
  const summary = { valid: 0, invalid: 0, unverifiable: 0 };

  const verify = async (domain: string | null, places: number[]): Promise<void> => {
    const since = performance.now();
    const verdict = domain === null ? BAD : await lookUp(domain, { ...how, signal: stop });
    for (const i of places) {
      if (stop.aborted) return;
      const result = { email: emails[i]!, domain, ...verdict, elapsedMs: performance.now() - since };
      results[i] = result;
      summary[verdict.status]++;
      onResult?.(result);
    }
  };

  const running = new Set<Promise<void>>();
  for (const [domain, places] of Map.groupBy(emails.keys(), (i) => domainOf(emails[i]!))) {
    if (stop.aborted) break;
    const job = verify(domain, places)
      .catch((error) => failed.abort(error))
      .finally(() => running.delete(job));
    running.add(job);
    if (running.size >= workers) await Promise.race(running);
  }
  await Promise.all(running);
  stop.throwIfAborted();
  return { results, summary };
}
