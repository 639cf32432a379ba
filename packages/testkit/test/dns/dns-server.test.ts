import { Resolver } from 'node:dns/promises';
import { describe, expect, it, vi } from 'vitest';
import { type DnsServer, startDnsServer } from '../../src/index.ts';

function resolverOf(server: DnsServer, options: { timeout?: number; tries?: number } = {}): Resolver {
  const resolver = new Resolver(options);
  resolver.setServers([server.address]);
  return resolver;
}

const codeOf = (lookup: Promise<unknown>) => lookup.then(() => 'an answer').catch((error) => error.code);

describe('what a DNS server answers', () => {
  it('gives the records of the script, exchanges in order of preference', async () => {
    const zone = { 'a.test': { MX: ['one.test', 'two.test'], A: ['192.0.2.1'], AAAA: ['2001:db8::1'] } };
    await using server = await startDnsServer(zone);
    const resolver = resolverOf(server);
    const exchanges = await resolver.resolveMx('a.test');
    expect(exchanges.toSorted((a, b) => a.priority - b.priority).map(({ exchange }) => exchange)).toEqual(
      zone['a.test'].MX,
    );
    expect(await resolver.resolve4('a.test')).toEqual(['192.0.2.1']);
    expect(await resolver.resolve6('a.test')).toEqual(['2001:db8::1']);
  });

  it('gives a null MX as an exchange without a name', async () => {
    await using server = await startDnsServer({ 'null.test': { MX: [''] } });
    expect(await resolverOf(server).resolveMx('null.test')).toMatchObject([{ exchange: '', priority: 0 }]);
  });

  it('has no records of a type that is not scripted, and does not know a name that is not', async () => {
    await using server = await startDnsServer({ 'a.test': { A: ['192.0.2.1'] } });
    expect(await codeOf(resolverOf(server).resolveMx('a.test'))).toBe('ENODATA');
    expect(await codeOf(resolverOf(server).resolveMx('b.test'))).toBe('ENOTFOUND');
  });

  it.each(['constructor', '__proto__'])('does not know a name that every object has: %s', async (name) => {
    await using server = await startDnsServer({ 'a.test': { MX: ['one.test'] } });
    expect(await codeOf(resolverOf(server).resolveMx(name))).toBe('ENOTFOUND');
  });

  it('has no records of a type that cannot be written from a text, whatever is scripted for every type', async () => {
    await using server = await startDnsServer({ 'a.test': { every: ['192.0.2.1'] } });
    const resolver = resolverOf(server, { timeout: 500, tries: 1 });
    expect(await codeOf(resolver.resolveCaa('a.test'))).toBe('ENODATA');
    expect(await codeOf(resolver.resolveTxt('a.test'))).toBe('ENODATA');
    expect(await resolver.resolve4('a.test')).toEqual(['192.0.2.1']);
  });

  it.each([
    ['NXDOMAIN', 'ENOTFOUND'],
    ['SERVFAIL', 'ESERVFAIL'],
    ['REFUSED', 'EREFUSED'],
  ] as const)('says %s, and a client hears %s', async (reply, code) => {
    await using server = await startDnsServer({ 'bad.test': { every: reply, A: ['192.0.2.1'] } });
    expect(await codeOf(resolverOf(server).resolveMx('bad.test'))).toBe(code);
    expect(await resolverOf(server).resolve4('bad.test')).toEqual(['192.0.2.1']);
  });

  it.each(['silence', 'garbage'] as const)('gives no answer that a client could use: %s', async (reply) => {
    await using server = await startDnsServer({ 'mute.test': { MX: reply } });
    const resolver = resolverOf(server, { timeout: 50, tries: 1 });
    expect(['ETIMEOUT', 'EBADRESP']).toContain(await codeOf(resolver.resolveMx('mute.test')));
    expect(server.count('mute.test')).toBeGreaterThan(0);
  });

  it('cuts an answer over UDP and gives it in full over TCP', async () => {
    await using server = await startDnsServer({ 'long.test': { MX: ['mail.test'], isTruncated: true } });
    expect(await resolverOf(server).resolveMx('long.test')).toMatchObject([{ exchange: 'mail.test', priority: 0 }]);
    expect(server.queries.map(({ transport }) => transport)).toEqual(['udp', 'tcp']);
  });
});

describe('what a DNS server counts', () => {
  it('counts questions by name and type, whatever the case of the letters', async () => {
    await using server = await startDnsServer({ 'a.test': { every: ['192.0.2.1'] } });
    const resolver = resolverOf(server);
    await Promise.all([
      resolver.resolve4('a.test'),
      resolver.resolve4('A.Test'),
      resolverOf(server).resolve4('a.test'),
    ]);
    expect([server.count('a.test'), server.count('a.test', 'A'), server.count('a.test', 'MX')]).toEqual([3, 3, 0]);
    expect([server.asked, server.questions]).toEqual([1, 3]);
  });

  it('has a domain in flight until its answer is sent, once for all its questions', async () => {
    const zone = { 'a.test': { every: ['192.0.2.1'] }, 'b.test': { A: ['192.0.2.2'] } };
    await using server = await startDnsServer(zone, { gather: { items: 3, patienceMs: 500 } });
    const resolver = resolverOf(server);
    const lookups = [resolver.resolve4('a.test'), resolverOf(server).resolve4('a.test'), resolver.resolve4('b.test')];
    await Promise.all(lookups);
    expect([server.inFlight, server.mostInFlight]).toEqual([0, 2]);
  });

  it('holds answers until as many domains are in flight as were asked for', async () => {
    const names = ['a.test', 'b.test', 'c.test'];
    const zone = Object.fromEntries(names.map((name) => [name, { A: ['192.0.2.1'] }]));
    await using server = await startDnsServer(zone, { gather: { items: 3, patienceMs: 60_000 } });
    const answered: string[] = [];
    const first = resolverOf(server)
      .resolve4('a.test')
      .then(() => answered.push('a.test'));
    const others = names.slice(1).map((name) => resolverOf(server).resolve4(name));
    expect(answered).toEqual([]);
    await Promise.all([first, ...others]);
    expect(server.mostInFlight).toBe(3);
  });

  it('lets every answer take its own latency: who asked first waits for no one else', async () => {
    const zone = { 'slow.test': { A: ['192.0.2.1'], latencyMs: 300 }, 'fast.test': { A: ['192.0.2.2'] } };
    await using server = await startDnsServer(zone);
    const order: string[] = [];
    const ask = async (name: string) => {
      await resolverOf(server).resolve4(name);
      order.push(name);
    };
    await Promise.all([ask('slow.test'), ask('fast.test')]);
    expect(order).toEqual(['fast.test', 'slow.test']);
    expect(server.lateMs).toBeGreaterThanOrEqual(0);
  });
});

describe('how a DNS server stops', () => {
  it('leaves its port free, also while a question waits and a connection is open', async () => {
    const zone = {
      'slow.test': { A: ['192.0.2.1'], latencyMs: 60_000 },
      'long.test': { A: ['192.0.2.1'], isTruncated: true },
    };
    let address = '';
    let waiting: Promise<unknown>;
    {
      await using server = await startDnsServer(zone);
      address = server.address;
      const resolver = resolverOf(server, { timeout: 50, tries: 1 });
      waiting = codeOf(resolver.resolve4('slow.test'));
      await resolverOf(server).resolve4('long.test');
    }
    expect(await waiting).toMatch(/ETIMEOUT|ECONNREFUSED/);
    const resolver = new Resolver({ timeout: 50, tries: 1 });
    resolver.setServers([address]);
    expect(await codeOf(resolver.resolve4('long.test'))).toMatch(/ETIMEOUT|ECONNREFUSED/);
  });

  it('begins no latency while it gathers: nothing of it keeps a process alive', async () => {
    const zone = { 'a.test': { A: ['192.0.2.1'], latencyMs: 59_999 } };
    const server = await startDnsServer(zone, { gather: { items: 5, patienceMs: 60_000 } });
    const lookup = codeOf(resolverOf(server, { timeout: 50, tries: 1 }).resolve4('a.test'));
    await vi.waitUntil(() => server.inFlight === 1);
    const timers = vi.spyOn(globalThis, 'setTimeout');
    try {
      await server[Symbol.asyncDispose]();
      await lookup;
      expect(timers.mock.calls.filter(([, ms]) => ms === 59_999)).toEqual([]);
    } finally {
      timers.mockRestore();
    }
  });
});
