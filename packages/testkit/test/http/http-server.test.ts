import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generatedBytes, startHttpServer } from '../../src/index.ts';

const md5 = (parts: Iterable<Uint8Array>) => {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** The status of an answer, or what went wrong. */
const statusOf = (answer: Promise<Response>) =>
  answer.then(
    (response) => response.status,
    () => 'no answer',
  );

/** The text of an answer, or what went wrong. */
const textOf = async (answer: Promise<Response>) => {
  const response = await answer.catch(() => undefined);
  return response === undefined ? 'no answer' : response.text().catch(() => 'broken off');
};

describe('what an HTTP server answers', () => {
  it('gives status, headers and body of the script, and 404 for the rest', async () => {
    await using server = await startHttpServer({
      '/a.txt?x=1': { body: 'text', headers: { 'x-kind': 'plain' } },
      '/gone': { status: 410 },
    });
    const answer = await fetch(server.url('/a.txt?x=1'));
    expect([answer.status, answer.headers.get('x-kind'), await answer.text()]).toEqual([200, 'plain', 'text']);
    expect(answer.headers.get('content-length')).toBe('4');
    expect(await statusOf(fetch(server.url('/gone')))).toBe(410);
    expect(await statusOf(fetch(server.url('/constructor')))).toBe(404);
  });

  it('gives successive requests successive replies, and the last one to all that follow', async () => {
    await using server = await startHttpServer({ '/a': [{ status: 503 }, { status: 429 }, { body: 'fine' }] });
    const seen: unknown[] = [];
    for (let i = 0; i < 4; i++) seen.push(await statusOf(fetch(server.url('/a'))));
    expect(seen).toEqual([503, 429, 200, 200]);
  });

  it('says Retry-After in seconds, or as the date of a full second that is far enough away', async () => {
    await using server = await startHttpServer({
      '/seconds': { status: 429, retryAfter: { seconds: 7, as: 'seconds' } },
      '/date': { status: 503, retryAfter: { seconds: 7, as: 'date' } },
    });
    expect((await fetch(server.url('/seconds'))).headers.get('retry-after')).toBe('7');
    const before = Date.now();
    const date = (await fetch(server.url('/date'))).headers.get('retry-after')!;
    expect(new Date(date).toUTCString()).toBe(date);
    expect(Date.parse(date)).toBeGreaterThanOrEqual(before + 7000);
    expect(Date.parse(date)).toBeLessThanOrEqual(Date.now() + 8000);
  });

  it('redirects, also in circles', async () => {
    await using server = await startHttpServer({
      '/old': { status: 302, headers: { location: '/new' } },
      '/new': { body: 'here' },
      '/loop': { status: 301, headers: { location: '/loop' } },
    });
    expect(await textOf(fetch(server.url('/old')))).toBe('here');
    expect(await statusOf(fetch(server.url('/loop')))).toBe('no answer');
  });

  it('makes a large body as it is sent, the same one for the same seed', async () => {
    const body = { bytes: 5_000_001, seed: 7 };
    await using server = await startHttpServer({ '/large': { body } });
    const answer = await fetch(server.url('/large'));
    const received = new Uint8Array(await answer.arrayBuffer());
    expect(received.length).toBe(body.bytes);
    expect(md5([received])).toBe(md5(generatedBytes(body)));
    expect(md5(generatedBytes({ ...body, seed: 8 }))).not.toBe(md5(generatedBytes(body)));
  });

  it('sends a body piece by piece, whole in the end', async () => {
    await using server = await startHttpServer({ '/slow': { body: 'abcdefg', slowly: { pieces: 3, pauseMs: 5 } } });
    expect(await textOf(fetch(server.url('/slow')))).toBe('abcdefg');
  });

  it('sends a body without its length, whole all the same', async () => {
    await using server = await startHttpServer({ '/a': { body: 'text', lengthless: true } });
    const answer = await fetch(server.url('/a'));
    expect([answer.headers.get('content-length'), await answer.text()]).toEqual([null, 'text']);
  });

  it('answers without a body where only the head is asked for', async () => {
    await using server = await startHttpServer({ '/a': { body: 'text' } });
    const answer = await fetch(server.url('/a'), { method: 'HEAD' });
    expect([answer.headers.get('content-length'), await answer.text()]).toEqual(['4', '']);
    expect(server.requests).toMatchObject([{ method: 'HEAD', path: '/a' }]);
  });
});

describe('what an HTTP server gets wrong on purpose', () => {
  it('promises more than it sends, and hangs up', async () => {
    await using server = await startHttpServer({ '/short': { body: 'half of this', fault: 'truncated' } });
    expect(await textOf(fetch(server.url('/short')))).toBe('broken off');
    await server.quiet();
  });

  it('resets the connection instead of an answer', async () => {
    await using server = await startHttpServer({ '/reset': [{ fault: 'reset' }, { body: 'fine' }] });
    expect(await statusOf(fetch(server.url('/reset')))).toBe('no answer');
    expect(await textOf(fetch(server.url('/reset')))).toBe('fine');
  });

  it('says nothing, until the client gives up', async () => {
    await using server = await startHttpServer({ '/mute': { fault: 'silence' } });
    const giveUp = new AbortController();
    const answer = statusOf(fetch(server.url('/mute'), { signal: giveUp.signal }));
    await server.requested(1);
    expect(server.inFlight).toBe(1);
    giveUp.abort();
    expect(await answer).toBe('no answer');
    await server.quiet();
    expect(server.requests[0]!.leftMs).toBeGreaterThanOrEqual(server.requests[0]!.atMs);
  });
});

describe('what an HTTP server counts', () => {
  it('records requests in the order in which they came, and counts paths once', async () => {
    await using server = await startHttpServer({ '/a': {}, '/b': {} });
    for (const path of ['/a', '/b', '/a']) await fetch(server.url(path));
    expect(server.requests.map(({ path }) => path)).toEqual(['/a', '/b', '/a']);
    expect([server.count('/a'), server.count('/c'), server.asked, server.questions]).toEqual([2, 0, 2, 3]);
    expect(server.lateMs).toBeGreaterThanOrEqual(0);
  });

  it('has a path in flight until its gate is open and its body is sent', async () => {
    const [gate, half] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await using server = await startHttpServer({
      '/a': { body: 'text', gate: gate.promise },
      '/b': { body: 'text', halfGate: half.promise },
    });
    const answers = ['/a', '/b'].map((path) => fetch(server.url(path)));
    await server.requested(2);
    // Its headers and the first half are here.
    const b = await answers[1]!;
    expect(server.inFlight).toBe(2);
    gate.resolve();
    expect(await textOf(answers[0]!)).toBe('text');
    expect([server.inFlight, server.mostInFlight]).toEqual([1, 2]);
    half.resolve();
    expect(await b.text()).toBe('text');
    expect([server.inFlight, server.mostInFlight]).toEqual([0, 2]);
  });

  it('holds answers until as many paths are in flight as were asked for', async () => {
    const site = { '/a': {}, '/b': {}, '/c': {} };
    await using server = await startHttpServer(site, { gather: { items: 3, patienceMs: 60_000 } });
    await Promise.all(Object.keys(site).map((path) => fetch(server.url(path))));
    expect(server.mostInFlight).toBe(3);
  });

  it('lets every answer take its own latency', async () => {
    await using server = await startHttpServer({ '/slow': { latencyMs: 300 }, '/fast': {} }, { latencyMs: 1 });
    const order: string[] = [];
    await Promise.all(
      ['/slow', '/fast'].map(async (path) => {
        await fetch(server.url(path));
        order.push(path);
      }),
    );
    expect(order).toEqual(['/fast', '/slow']);
  });
});

describe('how an HTTP server stops', () => {
  it('leaves nobody waiting and its port free', async () => {
    const never = new Promise(() => {});
    let url = '';
    let waiting: Promise<unknown>[] = [];
    {
      await using server = await startHttpServer({
        '/latency': { latencyMs: 60_000 },
        '/gate': { gate: never },
        '/half': { body: 'text', halfGate: never },
        '/pieces': { body: 'text', slowly: { pieces: 2, pauseMs: 60_000 } },
      });
      url = server.url('/latency');
      waiting = ['/latency', '/gate'].map((path) => statusOf(fetch(server.url(path))));
      waiting.push(...['/half', '/pieces'].map((path) => textOf(fetch(server.url(path)))));
      await server.requested(4);
      await fetch(server.url('/none'));
    }
    expect(await Promise.all(waiting.slice(0, 2))).toEqual(['no answer', 'no answer']);
    // Whether their headers came before the end is up to the scheduler.
    for (const text of await Promise.all(waiting.slice(2))) expect(['no answer', 'broken off']).toContain(text);
    expect(await statusOf(fetch(url))).toBe('no answer');
  });
});
