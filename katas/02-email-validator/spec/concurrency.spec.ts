import { inspect } from 'node:util';
import { replayHint, startDnsServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { validateEmails } from '#kata';
import { addressesIn, answerOf, expectStatus, MAIL, newDomain, newZone, random } from './domains.ts';

/** Answers wait until enough domains are in flight, so that a slow machine changes nothing in the count. */
async function mostInFlight(domains: number, expected: number, options: { workers?: number }): Promise<number> {
  const zone = newZone(domains);
  const gather = { items: expected, patienceMs: 4000 };
  await using server = await startDnsServer(zone, { latencyMs: 10, gather });
  await validateEmails(addressesIn(zone), { nameServer: server.address, ...options });
  return server.mostInFlight;
}

describe('workers', () => {
  it('so many domains are in flight at once, and never more', async () => {
    const workers = random.int(3, 9);
    const most = await mostInFlight(4 * workers, workers, { workers });
    expect(
      most,
      `domains in flight at once: expected to reach ${workers} and never to exceed it, saw ${most} at the most ${replayHint()}`,
    ).toBe(workers);
  });

  it('one worker asks about one domain after the other', async () => {
    expect(await mostInFlight(6, 1, { workers: 1 }), 'domains in flight with one worker').toBe(1);
  });

  it('more workers than domains ask about all of them at once', async () => {
    expect(await mostInFlight(5, 5, { workers: 50 }), 'domains in flight, of 5').toBe(5);
  });
});

describe('defaults', () => {
  it('an option that is undefined takes its default: 20 workers', async () => {
    const most = await mostInFlight(45, 20, { workers: undefined as never });
    expect(most, `workers: undefined means 20; of 45 domains, ${most} were in flight at most ${replayHint()}`).toBe(20);
  });

  it('and 5000 ms for a domain', async () => {
    const domain = newDomain();
    await using server = await startDnsServer({ [domain]: { ...MAIL, latencyMs: 1200 } });
    const options = { nameServer: server.address, timeoutMs: undefined as never };
    const { results } = await answerOf([`ann@${domain}`], options);
    expectStatus(results[0], 'valid', 'timeoutMs: undefined means 5000, and the MX takes 1200 ms');
  });
});

describe('independent-calls', () => {
  it('calls that run at the same time do not disturb each other', async () => {
    const [one, two, mute] = [newZone(8), newZone(8, { every: 'NXDOMAIN' }), newZone(3, { every: 'silence' })];
    await using first = await startDnsServer({ ...one, ...mute }, { latencyMs: 10 });
    await using second = await startDnsServer(two, { latencyMs: 10 });
    const controller = new AbortController();
    const { signal } = controller;
    // Among others: one that is aborted while they are in flight. How it ends is for another rule to say.
    const aborted = validateEmails(addressesIn(mute), { nameServer: first.address, signal });
    const [valid, invalid] = await Promise.all([
      answerOf(addressesIn(one), { nameServer: first.address, workers: 4, onResult: () => controller.abort() }),
      answerOf(addressesIn(two), { nameServer: second.address, workers: 4 }),
      aborted.catch(() => {}),
    ]);
    const what = 'at the same time as another call, and as one that is aborted';
    const [all, none] = [inspect(valid.summary), inspect(invalid.summary)];
    const [goodWhy, badWhy] = [`8 domains with an MX, ${what}: ${all}`, `8 that do not exist, ${what}: ${none}`];
    expect(valid.summary, `${goodWhy} ${replayHint()}`).toMatchObject({ valid: 8, invalid: 0, unverifiable: 0 });
    expect(invalid.summary, `${badWhy} ${replayHint()}`).toMatchObject({ valid: 0, invalid: 8, unverifiable: 0 });
  });
});
