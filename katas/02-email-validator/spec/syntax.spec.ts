import { inspect } from 'node:util';
import { type DnsServer, startDnsServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { answerOf, expectInOrder, expectStatus, MAIL, newDomain } from './domains.ts';

/** A domain of exactly so many characters, in labels that are not too long. */
function domainOfLength(length: number): string {
  const end = `.${newDomain()}`;
  return 'long-label.'
    .repeat(30)
    .slice(0, length - end.length - 1)
    .concat('x', end);
}

/** What is no address, by the reason why. */
type NoAddresses = Readonly<Record<string, readonly string[]>>;

/** Fails unless each of them is found to be no address, without a question. */
async function expectBadSyntax(server: DnsServer, noAddresses: NoAddresses): Promise<void> {
  const all = Object.entries(noAddresses).flatMap(([why, emails]) => emails.map((email) => ({ email, why })));
  const emails = all.map(({ email }) => email);
  const { results } = await answerOf(emails, { nameServer: server.address });
  for (const [i, { email, why }] of all.entries()) {
    expectStatus(results[i], 'invalid', `"${email}" is no address: ${why}`);
    const { domain } = results[i]!;
    expect(domain, `domain of "${email}": expected null, received ${inspect(domain)}; ${why}`).toBeNull();
  }
  expect(server.queries, 'nobody needs to be asked about bad syntax').toEqual([]);
}

describe('syntax', () => {
  it('what is no address is invalid, has no domain, and costs no question', async () => {
    await using server = await startDnsServer({});
    // Some of it would be an escape, or end the domain, did it stand in a URL.
    const rests = ['_', ' ', '%2d', '/', '?', '#', '\\'].flatMap((odd) => [odd, `${odd}c.test`]);
    const afterTheAt = rests.flatMap((rest) => [`ann@b${rest}`, `ann@b.test${rest}`]);
    const noAddresses = {
      'there is no name and domain with an @ between them': ['', 'ann', '@', 'ann@', '@b.test'],
      'a name has no @, and a domain has none': ['a@b@c.test', 'ann@b.test@'],
      'a dot of the name stands inside of it, and alone': ['.ann@b.test', 'ann.@b.test', 'an..n@b.test'],
      // What RFC 5321 has in quotes alone, or nowhere.
      'a name has no such character': [...' "(),:;<>[]\\\tß'].map((character) => `a${character}b@c.test`),
      'a label has 1 to 63 characters, and a domain ends without a dot': ['ann@b..test', 'ann@.b.test', 'ann@b.test.'],
      'the hyphens of a label are inner ones': ['ann@-b.test', 'ann@b-.test'],
      'after the @ stand letters, digits, hyphens and dots alone': afterTheAt,
      'a domain has two labels or more': ['ann@localhost'],
      'the last label of a domain is no number': ['ann@d.123'],
      'an IP address is no domain': ['ann@127.0.0.1', 'ann@127.0.0.11'],
      'its domain would be asked about as an IP address': ['ann@127.1', 'ann@0x7f.1', 'ann@１２７.０.０.１'],
    };
    await expectBadSyntax(server, noAddresses);
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
    await expectBadSyntax(server, {
      'a name has up to 64 characters, and this one has 65': [`${'a'.repeat(65)}@${newDomain()}`],
      'a label has up to 63 characters, and this one has 64': [`ann@${'x'.repeat(64)}.test`],
      'a domain has up to 253 characters, and this one has 254': [`ann@${domainOfLength(254)}`],
      'a label has up to 63 characters, and this one has more in punycode': [`ann@${'ü'.repeat(60)}.test`],
    });
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
    const domains = results.map(({ domain }) => domain);
    expectInOrder(domains, ['xn--mnchen-3ya.test', 'xn--caf-dma.test'], 'domains of münchen.test and CAFÉ.test');
    for (const result of results) expectStatus(result, 'valid', 'its domain in punycode has an MX');
  });
});
