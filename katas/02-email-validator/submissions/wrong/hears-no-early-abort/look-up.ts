import { Resolver } from 'node:dns/promises';

export interface Verdict {
  status: 'valid' | 'invalid' | 'unverifiable';
  reason: string;
}

export interface LookUpOptions {
  nameServer?: string;
  timeoutMs: number;
  signal: AbortSignal;
}

/** Whether the domain takes mail; a Resolver of its own, so that it can be cancelled alone. */
export async function lookUp(domain: string, { nameServer, timeoutMs, signal }: LookUpOptions): Promise<Verdict> {
  const resolver = new Resolver();
  if (nameServer !== undefined) resolver.setServers([nameServer]);
  const cancel = () => resolver.cancel();
  const timer = setTimeout(cancel, timeoutMs);
  signal.addEventListener('abort', cancel);
  try {
    return await decide(resolver, domain);
  } catch (error) {
    return { status: 'unverifiable', reason: String((error as NodeJS.ErrnoException).code) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}

async function decide(resolver: Resolver, domain: string): Promise<Verdict> {
  const mx = await orNothing(resolver.resolveMx(domain));
  if (mx === 'no such name') return { status: 'invalid', reason: mx };
  if (mx.length > 0) {
    const isNull = mx.every(({ exchange }) => exchange === '');
    return isNull ? { status: 'invalid', reason: 'null MX' } : { status: 'valid', reason: 'MX' };
  }
  const asked = [resolver.resolve4(domain), resolver.resolve6(domain)].map(orNothing);
  const answers = await Promise.allSettled(asked);
  const found = answers.some(
    (answer) => answer.status === 'fulfilled' && Array.isArray(answer.value) && answer.value.length > 0,
  );
  if (found) return { status: 'valid', reason: 'address' };
  const failed = answers.find((answer) => answer.status === 'rejected');
  if (failed) throw failed.reason;
  return { status: 'invalid', reason: 'no MX, A, AAAA' };
}

async function orNothing<T>(answer: Promise<T[]>): Promise<T[] | 'no such name'> {
  return answer.catch((error) => {
    if (error.code === 'ENODATA') return [];
    if (error.code === 'ENOTFOUND') return 'no such name' as const;
    throw error;
  });
}
