// wrong | timeout | a batch of so many domains, and the next one when all of them are decided
import { domainOf } from './address.ts';
import { lookUp, type Verdict } from './look-up.ts';
import { type EmailResult, settings, type ValidateOptions } from './settings.ts';

const BAD: Verdict = { status: 'invalid', reason: 'bad syntax' };

export async function validateEmails(emails: string[], options: ValidateOptions = {}) {
  const { workers, onResult, signal, ...how } = settings(emails, options);
  signal?.throwIfAborted();
  const failed = new AbortController();
  const stop = AbortSignal.any([failed.signal, ...(signal ? [signal] : [])]);
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

  const domains = [...Map.groupBy(emails.keys(), (i) => domainOf(emails[i]!))];
  while (domains.length > 0 && !stop.aborted) {
    const batch = domains.splice(0, workers).map(([domain, places]) => verify(domain, places));
    await Promise.all(batch.map((job) => job.catch((error) => failed.abort(error))));
  }
  stop.throwIfAborted();
  return { results, summary };
}
