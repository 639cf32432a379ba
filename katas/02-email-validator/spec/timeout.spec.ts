import { startDnsServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { type EmailResult, validateEmails } from '#kata';
import {
  addressesIn,
  answerOf,
  expectInOrder,
  expectStatus,
  expectVerdict,
  MAIL,
  newDomain,
  newZone,
} from './domains.ts';

describe('timeout', () => {
  it('silence ends with the time limit, and holds up no other domain', async () => {
    const [mute, fine] = [newDomain('mute'), newZone(4)];
    await using server = await startDnsServer({ [mute]: { every: 'silence' }, ...fine });
    await expectVerdict(server.address, mute, 'unverifiable', 'the name server is silent about it', 300);
    // With a limit that is far away: no machine is so slow that the others run out of time too.
    const heard: EmailResult[] = [];
    const enough = new AbortController();
    const onResult = (result: EmailResult) => {
      heard.push(result);
      if (heard.length === 4) enough.abort();
    };
    const options = { nameServer: server.address, timeoutMs: 10_000, workers: 2, onResult, signal: enough.signal };
    // How a call ends that is told to stop is for another rule to say.
    await validateEmails([`ann@${mute}`, ...addressesIn(fine)], options).catch(() => {});
    const first = heard.slice(0, 4);
    const what = 'with 2 workers, the 4 other domains are decided while one name server is silent; heard first, sorted';
    expectInOrder(first.map(({ email }) => email).toSorted(), addressesIn(fine).toSorted(), what);
    for (const result of first) expectStatus(result, 'valid', 'it has an MX, and only another domain is silent');
  });

  it('the longest time limit is 2^31 − 1 ms, and far away', async () => {
    const domain = newDomain();
    await using server = await startDnsServer({ [domain]: { ...MAIL, latencyMs: 50 } });
    await expectVerdict(server.address, domain, 'valid', 'it has an MX, and 25 days to say so', 2 ** 31 - 1);
  });

  it('bounds the domain as a whole, not each question', async () => {
    const domain = newDomain();
    await using server = await startDnsServer({
      [domain]: { A: ['192.0.2.1'], AAAA: ['2001:db8::1'], latencyMs: 700 },
    });
    const why = 'the MX takes 700 ms and, after it, the A another 700 ms, with 1000 ms for both';
    await expectVerdict(server.address, domain, 'unverifiable', why, 1000);
    expect(server.count(domain, 'MX'), 'the MX must be asked for').toBeGreaterThan(0);
  });

  it('bounds each domain, not the call: it counts from the first question about the domain', async () => {
    const zone = newZone(6, { ...MAIL, latencyMs: 400 });
    await using server = await startDnsServer(zone);
    const emails = addressesIn(zone);
    const { results } = await answerOf(emails, { nameServer: server.address, workers: 1, timeoutMs: 2200 });
    const why = 'one of 6, one after the other, that take 400 ms each, with 2200 ms for each';
    for (const i of emails.keys()) expectStatus(results[i], 'valid', why);
  });
});
