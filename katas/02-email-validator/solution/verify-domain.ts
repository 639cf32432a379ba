import { Resolver } from 'node:dns/promises';
import type { Plan, Status } from './options.ts';

export interface Verdict {
  readonly status: Status;
  readonly reason: string;
}

/** What an answer or an error says: there are records, there are none, there is no such name, or nothing is known. */
type Finding =
  | { readonly is: 'records'; readonly exchanges: readonly string[] }
  | { readonly is: 'none' | 'no-name' }
  | Unknown;
type Unknown = { readonly is: 'unknown'; readonly code: string };

const CANCELLED = 'ECANCELLED';

/**
 * Whether `domain` can receive mail: an MX, or else an address of its own (RFC 5321, 5.1), but no null MX (RFC 7505).
 *
 * The time limit is our own: `new Resolver({ timeout })` bounds one try of one question, and fires at one or two times
 * that. A Resolver per domain, because `cancel()` ends every lookup of its Resolver.
 */
export async function verifyDomain(
  domain: string,
  { nameServer, timeoutMs }: Plan,
  signal: AbortSignal,
): Promise<Verdict> {
  const resolver = new Resolver();
  if (nameServer !== undefined) resolver.setServers([nameServer]);
  let isOver = false;
  const stop = () => {
    isOver = true;
    resolver.cancel();
  };
  const timer = setTimeout(stop, timeoutMs);
  signal.addEventListener('abort', stop);
  try {
    return await decide(resolver, domain, () => isOver);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

async function decide(resolver: Resolver, domain: string, isOver: () => boolean): Promise<Verdict> {
  const mx = await find(resolver.resolveMx(domain).then((all) => all.map(({ exchange }) => exchange)));
  if (mx.is === 'records') return decideByExchanges(mx.exchanges);
  if (mx.is === 'no-name') return { status: 'invalid', reason: 'the domain does not exist' };
  if (mx.is === 'unknown') return unverifiable(mx);
  // After a cancel nobody would end these two.
  if (isOver()) return unverifiable({ is: 'unknown', code: CANCELLED });
  const addresses = await Promise.all([find(resolver.resolve4(domain)), find(resolver.resolve6(domain))]);
  if (addresses.some(({ is }) => is === 'records')) {
    return { status: 'valid', reason: 'no MX, but an address: mail goes there' };
  }
  const unknown = addresses.find((finding) => finding.is === 'unknown');
  return unknown ? unverifiable(unknown) : { status: 'invalid', reason: 'no MX, A or AAAA record' };
}

/** A null MX counts only where it is alone. */
function decideByExchanges(exchanges: readonly string[]): Verdict {
  const exchange = exchanges.find((name) => name !== '');
  if (exchange === undefined) return { status: 'invalid', reason: 'the domain says that it takes no mail (null MX)' };
  return { status: 'valid', reason: `mail goes to ${exchange}` };
}

function unverifiable({ code }: Unknown): Verdict {
  const reason = code === CANCELLED ? 'no answer in time' : `the name server gave no usable answer (${code})`;
  return { status: 'unverifiable', reason };
}

async function find(lookup: Promise<string[]>): Promise<Finding> {
  try {
    const exchanges = await lookup;
    return exchanges.length > 0 ? { is: 'records', exchanges } : { is: 'none' };
  } catch (error) {
    const { code } = error as { code: string };
    if (code === 'ENODATA') return { is: 'none' };
    return code === 'ENOTFOUND' ? { is: 'no-name' } : { is: 'unknown', code };
  }
}
