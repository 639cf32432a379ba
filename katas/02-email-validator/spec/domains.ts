import { type DnsDomain, type DnsZone, kataSeed, replayHint, seededRandom } from '@paralelo/testkit';
import { expect } from 'vitest';
import { type EmailResult, validateEmails } from '#kata';

export const random = seededRandom(kataSeed());

/** Takes mail. */
export const MAIL: DnsDomain = { MX: ['mail.test'] };

/** A domain that no one knows beforehand. */
export function newDomain(label = 'd'): string {
  return `${label}-${random.int(0, 36 ** 6).toString(36)}.test`;
}

/** So many new domains that all say `domain`. */
export function newZone(count: number, domain: DnsDomain = MAIL): DnsZone {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [newDomain(`d${i}`), domain]));
}

/** One address of each domain. */
export function addressesIn(zone: DnsZone): string[] {
  return Object.keys(zone).map((domain) => `ann@${domain}`);
}

/** Fails unless the address gets `status`, and says what it got. */
export function expectStatus(result: EmailResult | undefined, status: EmailResult['status'], why: string): void {
  const got = `${result?.email} is "${result?.status}" (${result?.reason}), expected "${status}": ${why} ${replayHint()}`;
  expect(result?.status, got).toBe(status);
}

/** Asks about one address and expects `status`. */
export async function expectVerdict(
  nameServer: string,
  domain: string,
  status: EmailResult['status'],
  why: string,
  timeoutMs = 5000,
): Promise<void> {
  const { results } = await validateEmails([`ann@${domain}`], { nameServer, timeoutMs });
  expectStatus(results[0], status, why);
}

/** What `call` rejects with; fails when it resolves. */
export async function rejectionOf(call: () => Promise<unknown>, what: string): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  return expect.fail(`${what} must reject, but it resolved ${replayHint()}`);
}

/** Fails unless `call` rejects with a TypeError or RangeError that names `option`. */
export async function expectRefusal(call: () => Promise<unknown>, what: string, option = ''): Promise<void> {
  const error = await rejectionOf(call, what);
  const isFit = error instanceof TypeError || error instanceof RangeError;
  expect(isFit, `${what} must reject with a TypeError or RangeError, rejected with ${String(error)}`).toBe(true);
  expect((error as Error).message, `the message of the error that refuses ${what}`).toContain(option);
}
