import { expectRefusal, rejectionOf, startDnsServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { type EmailResult, validateEmails } from '#kata';
import { addressesIn, answerOf, MAIL, newDomain, newZone } from './domains.ts';

describe('bad-options', () => {
  it('workers and timeoutMs that cannot be meant are refused before anybody is asked', async () => {
    await using server = await startDnsServer({});
    const emails = [`ann@${newDomain()}`];
    const nameServer = server.address;
    for (const workers of [0, -1, 1.5, NaN, '2' as never]) {
      const call = () => validateEmails(emails, { nameServer, workers });
      await expectRefusal(call, `workers: ${String(workers)}`, 'workers');
    }
    for (const timeoutMs of [0, -1, NaN, '10' as never, 2 ** 31]) {
      const call = () => validateEmails(emails, { nameServer, timeoutMs });
      await expectRefusal(call, `timeoutMs: ${String(timeoutMs)}`, 'timeoutMs');
    }
    const onResult = 'loud' as never;
    await expectRefusal(() => validateEmails(emails, { nameServer, onResult }), "onResult: 'loud'", 'onResult');
    expect(server.queries, 'a refused call asks nobody').toEqual([]);
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

describe('abort', () => {
  it('a signal aborted beforehand rejects with its reason and asks nobody', async () => {
    const zone = newZone(3);
    await using server = await startDnsServer(zone);
    const reason = new Error('changed my mind');
    const options = { nameServer: server.address, signal: AbortSignal.abort(reason) };
    const error = await rejectionOf(() => validateEmails(addressesIn(zone), options), 'an aborted call');
    expect(error, 'the call must reject with signal.reason itself').toBe(reason);
    expect(server.queries, 'nobody must be asked').toEqual([]);
  });

  it('an abort does not wait for answers', async () => {
    const fine = newDomain('fine');
    const mute = newZone(8, { every: 'silence' });
    await using server = await startDnsServer({ [fine]: MAIL, ...mute });
    const controller = new AbortController();
    const reason = new Error('enough');
    const { signal } = controller;
    const onResult = () => controller.abort(reason);
    // Far beyond the time limit of a test: who waits for the silent ones is late.
    const options = { nameServer: server.address, workers: 3, timeoutMs: 600_000, signal, onResult };
    const call = () => validateEmails([`ann@${fine}`, ...addressesIn(mute)], options);
    expect(await rejectionOf(call, 'an aborted call'), 'the call must reject with signal.reason itself').toBe(reason);
  });

  it('nothing is asked or heard after an abort', async () => {
    const zone = newZone(60, { ...MAIL, latencyMs: 20 });
    const slow = newDomain('slow');
    await using server = await startDnsServer({ ...zone, [slow]: { ...MAIL, latencyMs: 400 } });
    const controller = new AbortController();
    let heard = 0;
    const onResult = () => {
      heard++;
      controller.abort();
    };
    const options = { nameServer: server.address, workers: 3, signal: controller.signal, onResult };
    const error = await rejectionOf(() => validateEmails(addressesIn(zone), options), 'an aborted call');
    expect(error).toMatchObject({ name: 'AbortError' });
    // Time enough for whoever goes on to ask about all of them.
    await validateEmails([`ann@${slow}`], { nameServer: server.address });
    expect(heard, 'results heard, where the first one aborts').toBe(1);
    expect(server.asked, 'domains asked about, of 61, after an abort at the first result').toBeLessThanOrEqual(8);
  });
});

describe('on-result-throws', () => {
  it('an error thrown by onResult rejects the call with it, and ends the work', async () => {
    const zone = newZone(12);
    await using server = await startDnsServer(zone);
    let heard = 0;
    const onResult = (_: EmailResult) => {
      heard++;
      throw new Error('no more, please');
    };
    const call = () => validateEmails(addressesIn(zone), { nameServer: server.address, workers: 2, onResult });
    expect(await rejectionOf(call, 'a throwing onResult')).toMatchObject({ message: 'no more, please' });
    const heardAtTheEnd = heard;
    await validateEmails(addressesIn(zone), { nameServer: server.address, workers: 12 });
    expect(heard, 'onResult was called after the promise had settled').toBe(heardAtTheEnd);
    // Two lookups are in flight when the first one throws, and both may be answered at once.
    expect(heard, 'results heard, of 12, where each of them throws').toBeLessThanOrEqual(2);
  });

  it('not even the other addresses of the same domain are heard of', async () => {
    const domain = newDomain();
    await using server = await startDnsServer({ [domain]: MAIL });
    let heard = 0;
    const onResult = (_: EmailResult) => {
      heard++;
      throw new Error('no more, please');
    };
    const emails = ['ann', 'bob', 'eve'].map((name) => `${name}@${domain}`);
    const options = { nameServer: server.address, workers: 1, onResult };
    await rejectionOf(() => validateEmails(emails, options), 'a throwing onResult');
    expect(heard, 'results heard, of 3 addresses of one domain, where the first one throws').toBe(1);
  });
});
