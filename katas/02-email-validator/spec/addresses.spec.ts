import { domainToASCII } from 'node:url';
import { inspect } from 'node:util';
import { type DnsDomain, replayHint, startDnsServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { type EmailResult, validateEmails } from '#kata';
import { addressesIn, answerOf, expectInOrder, MAIL, newDomain, newZone } from './domains.ts';

describe('results', () => {
  it('come in input order with every address as it was given, whichever domain answers first', async () => {
    const [slow, fast] = [newDomain('slow'), newDomain('fast')];
    await using server = await startDnsServer({ [slow]: { ...MAIL, latencyMs: 150 }, [fast]: MAIL });
    const emails = [`Ann@${slow}`, 'no address', `bob@${fast}`, `eve@${slow}`, `bob@${fast}`];
    const given = [...emails];
    const { results } = await answerOf(given, { nameServer: server.address });
    expectInOrder(given, emails, 'the list of addresses must be left as it was given');
    const [found, domains] = [results.map(({ email }) => email), results.map(({ domain }) => domain)];
    expectInOrder(found, emails, 'results come in input order; their addresses');
    expectInOrder(domains, [slow, null, fast, slow, fast], 'results come in input order; their domains');
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
      if (!isText) expect.fail(why);
      const isTime = typeof elapsedMs === 'number' && elapsedMs >= 0 && elapsedMs <= lastedMs;
      const range = `expected 0 to ${lastedMs}, which the call took, received ${inspect(elapsedMs)}`;
      if (!isTime) expect.fail(`elapsedMs of "${email}": ${range} ${replayHint()}`);
    }
  });

  it('say in milliseconds how long their domain took, without the ones before it', async () => {
    const zone = newZone(2, { ...MAIL, latencyMs: 200 });
    await using server = await startDnsServer(zone);
    const startedAt = performance.now();
    const { results } = await answerOf(addressesIn(zone), { nameServer: server.address, workers: 1 });
    const lastedMs = performance.now() - startedAt;
    const times = results.map(({ elapsedMs }) => elapsedMs);
    const what = `elapsedMs of two domains, one after the other, each answered after 200 ms: received ${inspect(times)}`;
    // Clocks tick in whole milliseconds, and timers fire up to one too early.
    expect(Math.min(...times), `${what}; expected 200 or more ${replayHint()}`).toBeGreaterThanOrEqual(190);
    const most = `${what}; expected no more together than the call took, ${Math.ceil(lastedMs)} ms ${replayHint()}`;
    // Whoever asks about both at once breaks another rule.
    expect(times[0]! + times[1]!, most).toBeLessThanOrEqual(server.mostInFlight * lastedMs + 10);
  });

  it('are summed up by status', async () => {
    const [fine, broken] = [newDomain('fine'), newDomain('broken')];
    await using server = await startDnsServer({ [fine]: MAIL, [broken]: { every: 'SERVFAIL' } });
    const emails = [`a@${fine}`, `b@${fine}`, `a@${newDomain('none')}`, 'no address', `c@${fine}`, `a@${broken}`];
    const { summary } = await answerOf(emails, { nameServer: server.address });
    const what = `summary of 3 valid addresses, 2 invalid ones and 1 unverifiable: ${inspect(summary)} ${replayHint()}`;
    expect(summary, what).toMatchObject({ valid: 3, invalid: 2, unverifiable: 1 });
  });

  it('no addresses give no results', async () => {
    await using server = await startDnsServer({});
    const answer = await answerOf([], { nameServer: server.address });
    const what = `no addresses give no results and a summary of zeros; received ${inspect(answer)}`;
    expect(answer, what).toMatchObject({ results: [], summary: { valid: 0, invalid: 0, unverifiable: 0 } });
  });
});

describe('once-per-domain', () => {
  it('a domain is looked up once for all its addresses, letter case aside', async () => {
    const domain = newDomain();
    await using server = await startDnsServer({ [domain]: MAIL });
    const emails = [`ann@${domain}`, `bob@${domain.toUpperCase()}`, `eve@${domain}`, `ann@${domain}`];
    const { results } = await answerOf(emails, { nameServer: server.address, workers: 1 });
    const [received, expected] = [results.map((result) => result.domain), emails.map(() => domain)];
    expectInOrder(received, expected, 'a domain is given in lower case, however it is written');
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
    const key = (result?: EmailResult) => `${result?.email}, which is ${result?.status}`;
    const [received, expected] = [heard, results].map((list) => list.map(key).toSorted());
    expectInOrder(received!, expected!, 'onResult hears of every address once; what it heard, sorted');
  });

  it('hears of a domain before a slower one is decided', async () => {
    const [slow, fast] = [newDomain('slow'), newDomain('fast')];
    await using server = await startDnsServer({ [slow]: { ...MAIL, latencyMs: 1000 }, [fast]: MAIL });
    const heard: unknown[] = [];
    const onResult = (result?: EmailResult) => void heard.push(result?.domain);
    await validateEmails([`a@${slow}`, `a@${fast}`], { nameServer: server.address, workers: 2, onResult });
    expectInOrder(heard, [fast, slow], 'onResult hears of a domain as soon as it is decided; what it heard');
  });
});
