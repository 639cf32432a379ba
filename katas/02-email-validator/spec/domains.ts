import { inspect } from 'node:util';
import { type DnsDomain, type DnsZone, kataSeed, replayHint, seededRandom } from '@paralelo/testkit';
import { expect } from 'vitest';
import { type EmailResult, type ValidateOptions, type Validation, validateEmails } from '#kata';

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

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

/** What `validateEmails` gives; fails where that is no answer at all, so that a test can look into it. */
export async function answerOf(emails: string[], options: ValidateOptions): Promise<Validation> {
  const answer: unknown = await validateEmails(emails, options);
  const { results, summary } = Object(answer) as Partial<Validation>;
  // A copy: places that were never filled are visited too.
  const isAnswer = Array.isArray(results) && [...results].every(isObject) && isObject(summary);
  const [given, received] = [emails, answer].map((value) =>
    inspect(value, { maxArrayLength: 5, breakLength: Infinity }),
  );
  const text = `validateEmails(${given}, …) must give { results, summary }, each result an object; received ${received}`;
  if (!isAnswer) expect.fail(`${text} ${replayHint()}`);
  return answer as Validation;
}

/** Fails at the first place where the lists differ, and says what is missing there. */
export function expectInOrder(received: readonly unknown[], expected: readonly unknown[], what: string): void {
  const length = Math.max(received.length, expected.length);
  const at = Array.from({ length }, (_, i) => i).find((i) => received[i] !== expected[i]) ?? length;
  const [wanted, got] = [expected, received].map((list) => (at < list.length ? inspect(list[at]) : 'nothing more'));
  if (at !== length) expect.fail(`${what}: expected ${wanted} at [${at}], received ${got} ${replayHint()}`);
}

/** Fails unless the address gets `status`, and says what it got. */
export function expectStatus(result: EmailResult | undefined, status: EmailResult['status'], why: string): void {
  const got = result ? `${result.email} is "${result.status}" (${result.reason})` : 'there is no result';
  expect(result?.status, `${got}, expected "${status}": ${why} ${replayHint()}`).toBe(status);
}

/** Asks about one address and expects `status`. */
export async function expectVerdict(
  nameServer: string,
  domain: string,
  status: EmailResult['status'],
  why: string,
  timeoutMs = 5000,
): Promise<void> {
  const { results } = await answerOf([`ann@${domain}`], { nameServer, timeoutMs });
  expectStatus(results[0], status, why);
}
