import { Resolver } from 'node:dns/promises';
import type { Plan, Status } from './options.ts';

export interface Verdict {
  readonly status: Status;
  readonly reason: string;
}

/** The records of an answer, none where there are none of the kind; or the code of what went wrong. */
type Finding = readonly string[] | string;

const NO_SUCH_NAME = 'ENOTFOUND';

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
  if (mx === NO_SUCH_NAME) return { status: 'invalid', reason: 'the domain does not exist' };
  if (typeof mx === 'string') return unverifiable(mx);
  if (mx.length > 0) return decideByExchanges(mx);
  // After a cancel nobody would end these two.
  if (isOver()) return unverifiable('ECANCELLED');
  const addresses = await Promise.all([find(resolver.resolve4(domain)), find(resolver.resolve6(domain))]);
  if (addresses.some((found) => typeof found !== 'string' && found.length > 0)) {
    return { status: 'valid', reason: 'no MX, but an address: mail goes there' };
  }
  const failure = addresses.find((found) => typeof found === 'string');
  return failure === undefined ? { status: 'invalid', reason: 'no MX, A or AAAA record' } : unverifiable(failure);
}

/** A null MX counts only where it is alone. */
function decideByExchanges(exchanges: readonly string[]): Verdict {
  const exchange = exchanges.find((name) => name !== '');
  if (exchange === undefined) return { status: 'invalid', reason: 'the domain says that it takes no mail (null MX)' };
  return { status: 'valid', reason: `mail goes to ${exchange}` };
}

function unverifiable(code: string): Verdict {
  return { status: 'unverifiable', reason: `no usable answer from the name server in time (${code})` };
}

async function find(lookup: Promise<string[]>): Promise<Finding> {
  try {
    return await lookup;
  } catch (error) {
    const { code } = error as { code: string };
    return code === 'ENODATA' ? [] : code;
  }
}
