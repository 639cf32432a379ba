import { expectRefusal, startDnsServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { validateEmails } from '#kata';
import { answerOf, expectVerdict, MAIL, newDomain } from './domains.ts';

describe('bad-options', () => {
  it('workers and timeoutMs that cannot be meant are refused before anybody is asked', async () => {
    await using server = await startDnsServer({});
    const emails = [`ann@${newDomain()}`];
    const nameServer = server.address;
    for (const workers of [0, -1, 1.5, NaN, Infinity, '2' as never]) {
      const call = () => validateEmails(emails, { nameServer, workers });
      await expectRefusal(call, `workers: ${String(workers)}`, 'workers');
      // Also where there is nothing to do.
      const idle = () => validateEmails([], { nameServer, workers });
      await expectRefusal(idle, `no addresses and workers: ${String(workers)}`, 'workers');
    }
    for (const timeoutMs of [0, -1, NaN, '10' as never, 2 ** 31]) {
      const call = () => validateEmails(emails, { nameServer, timeoutMs });
      await expectRefusal(call, `timeoutMs: ${String(timeoutMs)}`, 'timeoutMs');
    }
    const onResult = 'loud' as never;
    await expectRefusal(() => validateEmails(emails, { nameServer, onResult }), "onResult: 'loud'", 'onResult');
    expect(server.queries, 'a refused call asks nobody').toEqual([]);
  });

  it('timeoutMs need not be a whole number', async () => {
    const domain = newDomain();
    await using server = await startDnsServer({ [domain]: MAIL });
    await expectVerdict(server.address, domain, 'valid', 'timeoutMs: 15000.5 is above 0, and long enough', 15_000.5);
  });

  it('a nameServer that is no IP address with a port is refused', async () => {
    const [ip, port] = ['127.0.0.1', 5353];
    const odd = [
      `${ip}`,
      `${ip}:`,
      `${ip}:0`,
      `${ip}:65536`,
      `${ip}:${port}x`,
      `x${ip}:${port}`,
      `localhost:${port}`,
      `::1:${port}`,
      `${ip}]:${port}`,
      '',
    ];
    for (const nameServer of [...odd, port as never, [`${ip}:${port}`] as never]) {
      const call = () => validateEmails([`ann@${newDomain()}`], { nameServer, timeoutMs: 50 });
      await expectRefusal(call, `nameServer: ${JSON.stringify(nameServer)}`, 'nameServer');
    }
    const { results } = await answerOf([], { nameServer: `[::1]:${port}` });
    expect(results, 'nobody is asked about no address, but the nameServer is fine').toEqual([]);
  });

  it('an address that is no string is refused, wherever it stands', async () => {
    await using server = await startDnsServer({});
    for (const odd of [42, null, undefined, {}] as never[]) {
      for (const emails of [[`ann@${newDomain()}`, odd], [odd]]) {
        const call = () => validateEmails(emails, { nameServer: server.address });
        await expectRefusal(call, `an address ${String(odd)}`, 'emails');
      }
    }
    expect(server.queries, 'a refused call asks nobody').toEqual([]);
  });

  it('a text alone is no list of addresses', async () => {
    await using server = await startDnsServer({});
    const call = () => validateEmails(`ann@${newDomain()}` as never, { nameServer: server.address });
    await expectRefusal(call, 'one address instead of an array', 'emails');
    expect(server.queries, 'a refused call asks nobody').toEqual([]);
  });
});
