// wrong | on-result-throws, exit | what onResult throws ends one worker, and the others go on
import { domainOf } from './address.ts';
import { lookUp, type Verdict } from './look-up.ts';
import { type EmailResult, settings, type ValidateOptions } from './settings.ts';

const BAD: Verdict = { status: 'invalid', reason: 'bad syntax' };

export async function validateEmails(emails: string[], options: ValidateOptions = {}) {
  const { workers, onResult, signal, ...how } = settings(emails, options);
  signal?.throwIfAborted();
  const stop = signal ?? new AbortController().signal;
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

  const domains = Map.groupBy(emails.keys(), (i) => domainOf(emails[i]!));
  const next = domains.entries();
  const runLane = async () => {
    for (const [domain, places] of next) if (!stop.aborted) await verify(domain, places);
  };
  await Promise.all(Array.from({ length: Math.min(workers, domains.size) }, runLane));
  stop.throwIfAborted();
  return { results, summary };
}
