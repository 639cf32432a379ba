import { startDnsServer } from '@paralelo/testkit';
import { describe, it } from 'vitest';
import { answerOf, expectStatus, expectVerdict, MAIL, newDomain } from './domains.ts';

const A = ['192.0.2.1'];
const AAAA = ['2001:db8::1'];

describe('mail-exchange', () => {
  it('a domain with an MX is valid, also beside a null MX', async () => {
    const [plain, odd] = [newDomain('plain'), newDomain('odd')];
    await using server = await startDnsServer({ [plain]: MAIL, [odd]: { MX: ['', 'mail.test'] } });
    await expectVerdict(server.address, plain, 'valid', 'it has an MX');
    await expectVerdict(server.address, odd, 'valid', 'it has an MX, and its null MX is not alone');
  });

  it('an answer that comes cut over UDP is asked for again over TCP', async () => {
    const domain = newDomain();
    await using server = await startDnsServer({ [domain]: { ...MAIL, isTruncated: true } });
    await expectVerdict(server.address, domain, 'valid', 'it has an MX, in full over TCP');
  });
});

describe('address-instead', () => {
  it('a domain without MX is valid where it has an A', async () => {
    const domain = newDomain();
    await using server = await startDnsServer({ [domain]: { A } });
    await expectVerdict(server.address, domain, 'valid', 'no MX, but an A (RFC 5321, 5.1)');
  });

  it('a domain without MX is valid where it has an AAAA', async () => {
    const domain = newDomain();
    await using server = await startDnsServer({ [domain]: { AAAA } });
    await expectVerdict(server.address, domain, 'valid', 'no MX, but an AAAA (RFC 5321, 5.1)');
  });

  it('one of the two that fails changes nothing where there is the other', async () => {
    const [six, four] = [newDomain('six'), newDomain('four')];
    await using server = await startDnsServer({ [six]: { A: 'SERVFAIL', AAAA }, [four]: { A, AAAA: 'SERVFAIL' } });
    await expectVerdict(server.address, six, 'valid', 'no MX, A fails, there is an AAAA');
    await expectVerdict(server.address, four, 'valid', 'no MX, AAAA fails, there is an A');
  });

  it('nor does one of the two that is silent until the limit', async () => {
    const [six, four] = [newDomain('six'), newDomain('four')];
    await using server = await startDnsServer({ [six]: { A: 'silence', AAAA }, [four]: { A, AAAA: 'silence' } });
    const options = { nameServer: server.address, workers: 2, timeoutMs: 1500 };
    const { results } = await answerOf([`ann@${six}`, `ann@${four}`], options);
    expectStatus(results[0], 'valid', 'no MX, there is an AAAA, and the name server is silent about the A');
    expectStatus(results[1], 'valid', 'no MX, there is an A, and the name server is silent about the AAAA');
  });
});

describe('no-mail', () => {
  it('a domain that does not exist is invalid', async () => {
    await using server = await startDnsServer({});
    await expectVerdict(server.address, newDomain(), 'invalid', 'NXDOMAIN');
  });

  it('a domain without MX, A and AAAA is invalid', async () => {
    const domain = newDomain();
    await using server = await startDnsServer({ [domain]: {} });
    await expectVerdict(server.address, domain, 'invalid', 'it exists, and has none of the three');
  });

  it('a null MX alone is invalid, also where there is an address', async () => {
    const domain = newDomain();
    await using server = await startDnsServer({ [domain]: { MX: [''], A, AAAA } });
    await expectVerdict(server.address, domain, 'invalid', 'a null MX says that it takes no mail (RFC 7505)');
  });
});

describe('unverifiable', () => {
  it.each(['SERVFAIL', 'REFUSED'] as const)('%s says nothing about the domain', async (every) => {
    const domain = newDomain();
    await using server = await startDnsServer({ [domain]: { every } });
    await expectVerdict(server.address, domain, 'unverifiable', `the name server says ${every}`);
  });

  it('an address says nothing where the question for the MX fails', async () => {
    const domain = newDomain();
    await using server = await startDnsServer({ [domain]: { MX: 'SERVFAIL', A, AAAA } });
    await expectVerdict(server.address, domain, 'unverifiable', 'the MX fails: whether there is one is not known');
  });

  it('addresses that fail after a missing MX say nothing either, nor does one alone', async () => {
    const [both, four, six] = [newDomain('both'), newDomain('four'), newDomain('six')];
    await using server = await startDnsServer({
      [both]: { A: 'SERVFAIL', AAAA: 'SERVFAIL' },
      [four]: { A: 'SERVFAIL' },
      [six]: { AAAA: 'SERVFAIL' },
    });
    await expectVerdict(server.address, both, 'unverifiable', 'no MX, and A and AAAA fail');
    await expectVerdict(server.address, four, 'unverifiable', 'no MX, A fails, and there is no AAAA');
    await expectVerdict(server.address, six, 'unverifiable', 'no MX, AAAA fails, and there is no A');
  });

  it('garbage instead of an answer says nothing', async () => {
    const domain = newDomain();
    await using server = await startDnsServer({ [domain]: { every: 'garbage' } });
    await expectVerdict(server.address, domain, 'unverifiable', 'only garbage comes back', 400);
  });

  it('a name server that nobody runs says nothing', async () => {
    let address = '';
    {
      await using server = await startDnsServer({});
      ({ address } = server);
    }
    await expectVerdict(address, newDomain(), 'unverifiable', 'nobody listens on that port', 400);
  });
});
