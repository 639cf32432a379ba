import { domainOf } from './address.ts';
import { type EmailResult, planOf, type ValidateOptions } from './options.ts';
import { type Verdict, verifyDomain } from './verify-domain.ts';

export interface Validation {
  readonly results: EmailResult[];
  readonly summary: { valid: number; invalid: number; unverifiable: number };
}

const BAD_SYNTAX: Verdict = { status: 'invalid', reason: 'not an address: expected name@domain' };

/**
 * Whether the domain of each address can receive mail, in input order; every distinct domain is looked up once.
 *
 * @throws TypeError or RangeError for an input that cannot be meant; what `onResult` throws; the signal's reason.
 * @example
 * (await validateEmails(['ann@example.org'])).summary; // { valid: 1, invalid: 0, unverifiable: 0 }
 */
export async function validateEmails(emails: string[], options: ValidateOptions = {}): Promise<Validation> {
  const plan = planOf(emails, options);
  const ownStop = new AbortController();
  const signal = AbortSignal.any([ownStop.signal, ...(plan.signal ? [plan.signal] : [])]);
  const results: EmailResult[] = [];

  const places = Map.groupBy(emails.keys(), (i) => domainOf(emails[i]!) ?? null);
  const settle = (domain: string | null, verdict: Verdict, since: number): void => {
    const elapsedMs = performance.now() - since;
    for (const i of places.get(domain)!) {
      signal.throwIfAborted();
      const result = { email: emails[i]!, domain, ...verdict, elapsedMs };
      results[i] = result;
      try {
        plan.onResult(result);
      } catch (error) {
        // At once: another lane may have its answer already, and must not be heard any more.
        ownStop.abort(error);
        throw error;
      }
    }
  };

  // One iterator for all lanes: a domain is taken by exactly one of them.
  const domains = places.keys();
  const runLane = async (): Promise<void> => {
    for (const domain of domains) {
      signal.throwIfAborted();
      const since = performance.now();
      settle(domain, domain === null ? BAD_SYNTAX : await verifyDomain(domain, plan, signal), since);
    }
  };
  const lanes = Array.from({ length: Math.min(plan.workers, places.size) }, () =>
    runLane().catch((error) => ownStop.abort(error)),
  );
  // All of them have stopped before anybody hears of it.
  await Promise.all(lanes);
  signal.throwIfAborted();
  return { results, summary: summaryOf(results) };
}

function summaryOf(results: readonly EmailResult[]): Validation['summary'] {
  const summary = { valid: 0, invalid: 0, unverifiable: 0 };
  for (const { status } of results) summary[status]++;
  return summary;
}
