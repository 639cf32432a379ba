import { domainToASCII } from 'node:url';
import { inspect } from 'node:util';
import { type DnsDomain, type DnsServer, replayHint, startDnsServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { type EmailResult, validateEmails } from '#kata';
import { addressesIn, answerOf, expectStatus, MAIL, newDomain, newZone } from './domains.ts';

/** A domain of exactly so many characters, in labels that are not too long. */
function domainOfLength(length: number): string {
  const end = `.${newDomain()}`;
  return 'long-label.'
    .repeat(30)
    .slice(0, length - end.length - 1)
    .concat('x', end);
}

/** Fails unless each of them is found to be no address, without a question. */
async function expectBadSyntax(server: DnsServer, emails: string[]): Promise<void> {
  const { results } = await answerOf(emails, { nameServer: server.address });
  for (const [i, email] of emails.entries()) {
    expectStatus(results[i], 'invalid', `"${email}" is no address`);
    expect(results[i]!.domain, `domain of "${email}"`).toBeNull();
  }
  expect(server.queries, 'nobody needs to be asked about bad syntax').toEqual([]);
}

describe('syntax', () => {
  it('what is no address is invalid, has no domain, and costs no question', async () => {
    await using server = await startDnsServer({});
    const parts = ['', 'ann', '@', 'ann@', '@b.test', 'a@b@c.test'];
    const names = ['a b@c.test', '.ann@b.test', 'ann.@b.test', 'an..n@b.test', 'ann@b.test@'];
    // What RFC 5321 has in quotes alone, or nowhere.
    const odd = [...'"(),:;<>[]\\\tß'].map((character) => `a${character}b@c.test`);
    const domains = ['ann@b..test', 'ann@-b.test', 'ann@b-.test', 'ann@b_c.test', 'ann@b c.test', 'ann@b.test '];
    const noDomains = ['ann@localhost', 'ann@127.0.0.1', 'ann@127.0.0.11', 'ann@b%2dc.test'];
    // What would end the domain, did it stand in a URL.
    const urls = ['/', '/c.test', '?c', '#c', '\\c'].map((rest) => `ann@b.test${rest}`);
    await expectBadSyntax(server, [...parts, ...names, ...odd, ...domains, ...noDomains, ...urls]);
  });

  it('a name of 64 characters, a label of 63 and a domain of 253 are fine', async () => {
    const [label, long] = [newDomain().replace('.test', '').padEnd(63, 'x').concat('.test'), domainOfLength(253)];
    await using server = await startDnsServer({ [label]: MAIL, [long]: MAIL });
    const emails = [`${'a'.repeat(64)}@${label}`, `ann@${label}`, `ann@${long}`];
    const { results } = await answerOf(emails, { nameServer: server.address });
    for (const i of emails.keys()) expectStatus(results[i], 'valid', 'nothing of it is too long');
  });

  it('one character more is too long', async () => {
    await using server = await startDnsServer({});
    const [label, long] = [`${'x'.repeat(64)}.test`, domainOfLength(254)];
    await expectBadSyntax(server, [`${'a'.repeat(65)}@${newDomain()}`, `ann@${label}`, `ann@${long}`]);
  });

  it('plus signs, dots, digits, hyphens, other signs and subdomains are fine', async () => {
    const domain = `m.3.mail-2.${newDomain()}`;
    await using server = await startDnsServer({ [domain]: MAIL, 'mail.t3': MAIL });
    const names = ['ann+news', 'ann.b', 'ann.bob.eve', "o'neil", 'A-b_c', '7', "!#$%&'*+-/=?^_`{|}~"];
    const good = [...names.map((name) => `${name}@${domain}`), 'ann@mail.t3'];
    const { results } = await answerOf(good, { nameServer: server.address });
    for (const i of good.keys()) expectStatus(results[i], 'valid', 'its syntax is good and its domain has an MX');
  });
});

describe('international', () => {
  it('a domain in another script is asked about in punycode', async () => {
    await using server = await startDnsServer({ 'xn--mnchen-3ya.test': MAIL, 'xn--caf-dma.test': MAIL });
    const { results } = await answerOf(['ann@münchen.test', 'ann@CAFÉ.test'], { nameServer: server.address });
    expect(results.map(({ domain }) => domain)).toEqual(['xn--mnchen-3ya.test', 'xn--caf-dma.test']);
    for (const result of results) expectStatus(result, 'valid', 'its domain in punycode has an MX');
  });
});

describe('results', () => {
  it('come in input order with every address as it was given, whichever domain answers first', async () => {
    const [slow, fast] = [newDomain('slow'), newDomain('fast')];
    await using server = await startDnsServer({ [slow]: { ...MAIL, latencyMs: 150 }, [fast]: MAIL });
    const emails = [`Ann@${slow}`, 'no address', `bob@${fast}`, `eve@${slow}`, `bob@${fast}`];
    const { results } = await answerOf(emails, { nameServer: server.address });
    expect(
      results.map(({ email }) => email),
      replayHint(),
    ).toEqual(emails);
    expect(
      results.map(({ domain }) => domain),
      replayHint(),
    ).toEqual([slow, null, fast, slow, fast]);
  });

  it('have a reason, whatever the verdict, and a time that the call lasted at least', async () => {
    const zone: Record<string, DnsDomain> = {
      mail: MAIL,
      'null-mx': { MX: [''] },
      address: { A: ['192.0.2.1'] },
      nothing: {},
      broken: { every: 'SERVFAIL' },
      'half-broken': { A: 'SERVFAIL' },
      mute: { every: 'silence' },
    };
    const named = Object.entries(zone).map(([label, domain]) => [newDomain(label), domain] as const);
    await using server = await startDnsServer(Object.fromEntries(named));
    const emails = ['no address', `ann@${newDomain('nowhere')}`, ...named.map(([domain]) => `ann@${domain}`)];
    const startedAt = performance.now();
    const { results } = await answerOf(emails, { nameServer: server.address, timeoutMs: 500 });
    // Whole milliseconds, up or down, are as good as any.
    const lastedMs = Math.ceil(performance.now() - startedAt);
    for (const [i, email] of emails.entries()) {
      const { reason, elapsedMs }: Partial<EmailResult> = results[i] ?? {};
      const isText = typeof reason === 'string' && /\S/.test(reason);
      const why = `reason of "${email}": expected a text that says why, received ${inspect(reason)} ${replayHint()}`;
      expect(isText, why).toBe(true);
      const isTime = typeof elapsedMs === 'number' && elapsedMs >= 0 && elapsedMs <= lastedMs;
      const range = `expected 0 to ${lastedMs}, which the call took, received ${inspect(elapsedMs)}`;
      expect(isTime, `elapsedMs of "${email}": ${range} ${replayHint()}`).toBe(true);
    }
  });

  it('are summed up by status', async () => {
    const [fine, broken] = [newDomain('fine'), newDomain('broken')];
    await using server = await startDnsServer({ [fine]: MAIL, [broken]: { every: 'SERVFAIL' } });
    const emails = [`a@${fine}`, `b@${fine}`, `a@${newDomain('none')}`, 'no address', `c@${fine}`, `a@${broken}`];
    const { summary } = await answerOf(emails, { nameServer: server.address });
    expect(summary, replayHint()).toMatchObject({ valid: 3, invalid: 2, unverifiable: 1 });
  });

  it('no addresses give no results', async () => {
    await using server = await startDnsServer({});
    const answer = await answerOf([], { nameServer: server.address });
    expect(answer).toMatchObject({ results: [], summary: { valid: 0, invalid: 0, unverifiable: 0 } });
  });
});

describe('once-per-domain', () => {
  it('a domain is looked up once for all its addresses, letter case aside', async () => {
    const domain = newDomain();
    await using server = await startDnsServer({ [domain]: MAIL });
    const emails = [`ann@${domain}`, `bob@${domain.toUpperCase()}`, `eve@${domain}`, `ann@${domain}`];
    const { results } = await answerOf(emails, { nameServer: server.address, workers: 1 });
    expect(results.map((result) => result.domain)).toEqual(emails.map(() => domain));
    expect(server.count(domain, 'MX'), `questions for the MX of ${domain} ${replayHint()}`).toBe(1);
  });

  it('a domain in another script is the same one in punycode', async () => {
    const written = newDomain('münchen');
    const domain = domainToASCII(written);
    await using server = await startDnsServer({ [domain]: MAIL });
    const emails = [`ann@${written}`, `bob@${written.toUpperCase()}`, `eve@${domain}`];
    await validateEmails(emails, { nameServer: server.address, workers: 3 });
    expect(server.count(domain, 'MX'), `questions for the MX of ${written}, written in 3 ways ${replayHint()}`).toBe(1);
  });

  it('also while its lookup is still in flight', async () => {
    const domain = newDomain();
    // Long enough for all to be begun, and too short for anybody to repeat a question that may be lost.
    await using server = await startDnsServer({ [domain]: { ...MAIL, latencyMs: 20 } });
    const emails = Array.from({ length: 10 }, (_, i) => `user${i}@${domain}`);
    await validateEmails(emails, { nameServer: server.address, workers: 10 });
    expect(server.count(domain, 'MX'), `questions for the MX of ${domain} ${replayHint()}`).toBe(1);
  });
});

describe('on-result', () => {
  it('hears of every address once, with what the results hold, bad syntax included', async () => {
    const zone = newZone(6);
    await using server = await startDnsServer(zone);
    const emails = [...addressesIn(zone), 'no address', ...addressesIn(zone)];
    const heard: EmailResult[] = [];
    const onResult = (result: EmailResult) => void heard.push(result);
    const { results } = await answerOf(emails, { nameServer: server.address, workers: 3, onResult });
    const key = (result?: EmailResult) => `${result?.email} ${result?.status}`;
    expect(heard.map(key).toSorted(), replayHint()).toEqual(results.map(key).toSorted());
  });

  it('hears of a domain before a slower one is decided', async () => {
    const [slow, fast] = [newDomain('slow'), newDomain('fast')];
    await using server = await startDnsServer({ [slow]: { ...MAIL, latencyMs: 1000 }, [fast]: MAIL });
    const heard: unknown[] = [];
    const onResult = (result?: EmailResult) => void heard.push(result?.domain);
    await validateEmails([`a@${slow}`, `a@${fast}`], { nameServer: server.address, workers: 2, onResult });
    expect(heard, replayHint()).toEqual([fast, slow]);
  });
});
