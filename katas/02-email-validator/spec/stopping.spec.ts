import { expectEarlyAbortHeard, rejectionOf, startDnsServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { type EmailResult, validateEmails } from '#kata';
import { addressesIn, MAIL, newDomain, newZone } from './domains.ts';

/** Several addresses of one domain. */
const addressesOf = (domain: string) => ['ann', 'bob', 'eve'].map((name) => `${name}@${domain}`);

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

  it('an abort is heard as soon as the call has begun, when nobody can have answered', async () => {
    const zone = newZone(3, { every: 'silence' });
    await using server = await startDnsServer(zone);
    const options = { nameServer: server.address, timeoutMs: 600_000 };
    const emails = addressesIn(zone);
    await expectEarlyAbortHeard('validateEmails', (signal) => () => validateEmails(emails, { ...options, signal }));
  });

  it('an abort does not wait for answers', async () => {
    const [fine, mute] = [newDomain('fine'), newZone(8, { every: 'silence' })];
    const others = newZone(4, { ...MAIL, latencyMs: 300 });
    await using server = await startDnsServer({ [fine]: MAIL, ...mute, ...others });
    const { address: nameServer } = server;
    const controller = new AbortController();
    const reason = new Error('enough');
    const aborted = Promise.withResolvers<void>();
    const onResult = () => {
      controller.abort(reason);
      aborted.resolve();
    };
    const options = { nameServer, workers: 3, timeoutMs: 600_000, signal: controller.signal, onResult };
    const call = () => validateEmails([`ann@${fine}`, ...addressesIn(mute)], options);
    const order: string[] = [];
    const rejected = rejectionOf(call, 'an aborted call').finally(() => order.push('the aborted call'));
    // Whoever waits for a silent name server waits until the resolver gives up by itself: 5 s at least, four times as long.
    const other = Promise.race([aborted.promise, rejected])
      .then(() => validateEmails(addressesIn(others), { nameServer, workers: 1 }))
      .then(() => order.push('a call of 1200 ms that began after the abort'));
    const [error] = await Promise.all([rejected, other]);
    expect(error, 'the call must reject with signal.reason itself').toBe(reason);
    expect(order[0], `an aborted call rejects at once, but first to end was ${order[0]}`).toBe('the aborted call');
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
    const what = `abort() without a reason makes an AbortError the reason, but the call rejected with ${String(error)}`;
    expect(error, what).toMatchObject({ name: 'AbortError' });
    // Time enough for whoever goes on to ask about all of them.
    await validateEmails([`ann@${slow}`], { nameServer: server.address });
    expect(heard, 'results heard, where the first one aborts').toBe(1);
    expect(server.asked, 'domains asked about, of 61, after an abort at the first result').toBeLessThanOrEqual(8);
  });

  it('not even the other addresses of the same domain are heard of', async () => {
    const domain = newDomain();
    await using server = await startDnsServer({ [domain]: MAIL });
    const controller = new AbortController();
    let heard = 0;
    const onResult = () => {
      heard++;
      controller.abort();
    };
    const options = { nameServer: server.address, workers: 1, signal: controller.signal, onResult };
    await rejectionOf(() => validateEmails(addressesOf(domain), options), 'an aborted call');
    expect(heard, 'results heard, of 3 addresses of one domain, where the first one aborts').toBe(1);
  });

  it('nor another address of bad syntax, and then nobody else is asked', async () => {
    const [zone, slow] = [newZone(6), newDomain('slow')];
    await using server = await startDnsServer({ ...zone, [slow]: { ...MAIL, latencyMs: 200 } });
    const controller = new AbortController();
    const reason = new Error('enough');
    let heard = 0;
    const onResult = () => {
      heard++;
      controller.abort(reason);
    };
    const options = { nameServer: server.address, workers: 1, signal: controller.signal, onResult };
    const emails = ['no address', 'no address', ...addressesIn(zone)];
    const error = await rejectionOf(() => validateEmails(emails, options), 'a call aborted at its first result');
    expect(error, 'the call must reject with signal.reason itself').toBe(reason);
    await validateEmails([`ann@${slow}`], { nameServer: server.address });
    expect(heard, 'results heard, of 2 addresses of bad syntax and 6 good ones, where the first one aborts').toBe(1);
    // The one worker may have begun before the first bad address is heard of.
    const asked = server.queries.filter(({ name }) => name !== slow).length;
    expect(asked, 'domains asked about by one worker, where the first result aborts').toBeLessThanOrEqual(1);
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
    const error = await rejectionOf(call, 'a throwing onResult');
    const what = `the call must reject with the error that onResult threw, not with ${String(error)}`;
    expect(error, what).toMatchObject({ message: 'no more, please' });
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
    const options = { nameServer: server.address, workers: 1, onResult };
    await rejectionOf(() => validateEmails(addressesOf(domain), options), 'a throwing onResult');
    expect(heard, 'results heard, of 3 addresses of one domain, where the first one throws').toBe(1);
  });

  it('an error thrown for the very last address counts as well', async () => {
    const zone = newZone(3);
    await using server = await startDnsServer(zone);
    const emails = addressesIn(zone);
    let heard = 0;
    const onResult = (_: EmailResult) => {
      heard++;
      if (heard === emails.length) throw new Error('not even the last one');
    };
    const call = () => validateEmails(emails, { nameServer: server.address, onResult });
    const error = await rejectionOf(call, 'an onResult that throws for the last of 3 addresses');
    expect(error, 'the call must reject with the error that onResult threw').toMatchObject({
      message: 'not even the last one',
    });
  });

  it('an error that is thrown once ends the other lookups too', async () => {
    const [zone, slow] = [newZone(12, { ...MAIL, latencyMs: 40 }), newDomain('slow')];
    await using server = await startDnsServer({ ...zone, [slow]: { ...MAIL, latencyMs: 400 } });
    let heard = 0;
    const onResult = (_: EmailResult) => {
      heard++;
      if (heard === 1) throw new Error('no more, please');
    };
    const call = () => validateEmails(addressesIn(zone), { nameServer: server.address, workers: 2, onResult });
    await rejectionOf(call, 'an onResult that throws once');
    const heardAtTheEnd = heard;
    // Time enough for whoever goes on to ask about all of them.
    await validateEmails([`ann@${slow}`], { nameServer: server.address });
    expect(heard, 'onResult, which threw at its first call, was called after the promise had settled').toBe(
      heardAtTheEnd,
    );
    // Two are in flight at the throw; two answers that come at once may let another one begin.
    const what = 'domains asked about, of 13, where the first result throws and there are 2 workers';
    expect(server.asked, what).toBeLessThanOrEqual(5);
  });
});
