import { type Alone, runToExit, startDnsServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { addressesIn, MAIL, newDomain, newZone } from './domains.ts';

type Kata = Alone<typeof import('#kata')>;
/** Whoever forgets a timer of this length keeps the process for as long. */
const TEN_MINUTES_MS = 600_000;

describe('exit', () => {
  it('a process whose call has settled ends by itself', async () => {
    const zone = newZone(5);
    await using server = await startDnsServer(zone);
    const program = async ({ kata }: Kata, emails: string[], nameServer: string, timeoutMs: number) => {
      await kata.validateEmails(emails, { nameServer, workers: 2, timeoutMs });
    };
    await runToExit(program, addressesIn(zone), server.address, TEN_MINUTES_MS);
  });

  it('a process whose lookups ran out of time ends by itself', async () => {
    const mute = newZone(4, { every: 'silence' });
    await using server = await startDnsServer(mute);
    const program = async ({ kata }: Kata, emails: string[], nameServer: string) => {
      await kata.validateEmails(emails, { nameServer, workers: 4, timeoutMs: 300 });
    };
    await runToExit(program, addressesIn(mute), server.address);
  });

  it('a process whose call was aborted while nobody answered ends by itself', async () => {
    const [fine, mute] = [newDomain('fine'), newZone(4, { every: 'silence' })];
    await using server = await startDnsServer({ [fine]: MAIL, ...mute });
    const program = async ({ kata }: Kata, emails: string[], nameServer: string, timeoutMs: number) => {
      await kata.validateEmails([emails[0]!], { nameServer });
      const controller = new AbortController();
      const onResult = () => controller.abort();
      const options = { nameServer, workers: 3, timeoutMs, signal: controller.signal, onResult };
      return kata.validateEmails(emails, options).then(
        () => 'resolved',
        () => 'rejected',
      );
    };
    const emails = [`ann@${fine}`, ...addressesIn(mute)];
    const fate = await runToExit(program, emails, server.address, TEN_MINUTES_MS);
    expect(fate, 'an aborted call').toBe('rejected');
  });

  it('a process whose onResult has thrown while nobody answered ends by itself', async () => {
    const [fine, mute] = [newDomain('fine'), newZone(4, { every: 'silence' })];
    await using server = await startDnsServer({ [fine]: MAIL, ...mute });
    const program = async ({ kata }: Kata, emails: string[], nameServer: string, timeoutMs: number) => {
      await kata.validateEmails([emails[0]!], { nameServer });
      const onResult = () => {
        throw new Error('no more, please');
      };
      return kata.validateEmails(emails, { nameServer, workers: 3, timeoutMs, onResult }).then(
        () => 'resolved',
        () => 'rejected',
      );
    };
    const emails = [`ann@${fine}`, ...addressesIn(mute)];
    const fate = await runToExit(program, emails, server.address, TEN_MINUTES_MS);
    expect(fate, 'a call whose onResult threw').toBe('rejected');
  });
});
