import { type HttpServer, replayHint, startHttpServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { download, expectFailed, expectSaved, newBody, newPath, random } from './downloads.ts';

describe('retries', () => {
  it('408, 429 and 5xx are answered otherwise a moment later, and so asked for again', async () => {
    const statuses = [408, 429, 500, 501, 502, 503, 504, random.int(505, 600), random.int(505, 600)];
    const paths = statuses.map((status) => newPath(`after-${status}`));
    const body = newBody();
    const site = Object.fromEntries(paths.map((path, i) => [path, [{ status: statuses[i]! }, { body }]]));
    await using server = await startHttpServer(site);
    const outcomes = await download(server, paths);
    for (const [i, outcome] of outcomes.entries()) {
      await expectSaved(outcome, body, `it was ${statuses[i]} the first time, and 200 the second`);
      expect(outcome.attempts, `attempts after one answer ${statuses[i]} ${replayHint()}`).toBe(2);
    }
  });

  it('other answers stay what they are: one attempt', async () => {
    const statuses = [300, 400, 401, 403, 404, 410, 418];
    const paths = statuses.map((status) => newPath(`only-${status}`));
    await using server = await startHttpServer(
      Object.fromEntries(paths.map((path, i) => [path, { status: statuses[i]!, body: 'no' }])),
    );
    const outcomes = await download(server, paths);
    for (const [i, outcome] of outcomes.entries()) {
      expectFailed(outcome, 1, `${statuses[i]} does not change by asking again`);
      expect(server.count(paths[i]!), `requests for ${paths[i]}`).toBe(1);
    }
  });

  it('a change to another protocol, which nobody asked for, is a failure too', async () => {
    const [path, body] = [newPath('other'), newBody()];
    const switching = { status: 101, headers: { connection: 'upgrade', upgrade: 'other' } };
    await using server = await startHttpServer({ [path]: [switching, { body }] });
    const [lost] = await download(server, [path], { retries: 0 });
    expectFailed(lost, 1, '101 is no success');
    const [saved] = await download(server, [path]);
    await expectSaved(saved, body, 'the next answer is 200');
  });

  it('a connection that is reset is tried again', async () => {
    const [path, body] = [newPath(), newBody()];
    await using server = await startHttpServer({ [path]: [{ fault: 'reset' }, { fault: 'reset' }, { body }] });
    const [outcome] = await download(server, [path]);
    await expectSaved(outcome, body, 'two connections were reset, the third one was not');
    expect(outcome!.attempts, `attempts after two resets ${replayHint()}`).toBe(3);
  });

  it('end after as many as were asked for, and process() resolves all the same', async () => {
    const [never, gone] = [newPath('never'), newPath('gone')];
    await using server = await startHttpServer({ [never]: { status: 503 }, [gone]: { status: 500 } });
    const [twice] = await download(server, [never], { retries: 2 });
    expectFailed(twice, 3, '503 every time, with 2 retries');
    expect(server.count(never), `requests for ${never}`).toBe(3);
    const [once] = await download(server, [gone], { retries: 0 });
    expectFailed(once, 1, '500 every time, with no retries');
  });

  it('a server that nobody runs is tried again, and then given up', async () => {
    let gone: HttpServer;
    {
      await using server = await startHttpServer({});
      gone = server;
    }
    const [outcome] = await download(gone, [newPath()], { retries: 2 });
    expectFailed(outcome, 3, 'nobody listens on that port, with 2 retries');
  });
});

describe('truncated', () => {
  it('a body that ends before its Content-Length is a failed attempt, and tried again', async () => {
    const [path, body] = [newPath(), newBody(50_000)];
    await using server = await startHttpServer({ [path]: [{ body, fault: 'truncated' }, { body }] });
    const [outcome] = await download(server, [path]);
    await expectSaved(outcome, body, 'the first attempt brought half of it, the second one all');
    expect(outcome!.attempts, `attempts after half a body ${replayHint()}`).toBe(2);
  });

  it('half a body is never a saved file', async () => {
    const path = newPath();
    await using server = await startHttpServer({ [path]: { body: newBody(50_000), fault: 'truncated' } });
    const [outcome] = await download(server, [path], { retries: 1 });
    expectFailed(outcome, 2, 'every attempt brings 25,000 of 50,000 bytes');
  });
});

describe('timeout', () => {
  it('an answer that never begins ends the attempt, and is tried again', async () => {
    const [path, body] = [newPath(), newBody()];
    await using server = await startHttpServer({ [path]: [{ fault: 'silence' }, { body }] });
    // The whole time limit is gone when the second attempt begins: it has one of its own.
    const [outcome] = await download(server, [path], { timeoutMs: 1000 });
    await expectSaved(outcome, body, 'silence the first time, an answer the second');
    const why = `attempts: one that took too long, and another one ${replayHint()}`;
    expect(outcome!.attempts, why).toBeGreaterThanOrEqual(2);
    // On a busy machine the second one may take too long as well.
    expect(outcome!.attempts, `${why}; ${server.count(path)} requests came in`).toBe(server.count(path));
  });

  it('covers the body, also where it never stops coming', async () => {
    const path = newPath();
    const slowly = { pieces: 200, pauseMs: 25 };
    await using server = await startHttpServer({ [path]: { body: newBody(5000), slowly } });
    const [outcome] = await download(server, [path], { timeoutMs: 120, retries: 0 });
    expectFailed(outcome, 1, 'a body that takes 5 s, 25 bytes at a time, with timeoutMs 120');
  });

  it('a slow download within the limit is none of its business', async () => {
    const [path, body] = [newPath(), newBody(5000)];
    await using server = await startHttpServer({ [path]: { body, slowly: { pieces: 10, pauseMs: 10 } } });
    const [outcome] = await download(server, [path], { timeoutMs: 10_000, retries: 0 });
    await expectSaved(outcome, body, 'it comes in 10 pieces, within a tenth of a second');
  });
});

describe('redirects', () => {
  it('are followed, absolute or relative, and are no attempts of their own', async () => {
    const name = newPath();
    const body = newBody();
    const hops = [301, 302, 303, 307, 308];
    await using server = await startHttpServer({
      ...Object.fromEntries(
        hops.map((status, i) => [`/${i}${name}`, { status, headers: { location: `/${i + 1}${name}` } }]),
      ),
      [`/5${name}`]: { body },
    });
    const [outcome] = await download(server, [`/0${name}`]);
    await expectSaved(outcome, body, `${hops.join(', ')} lead there`);
    expect(outcome!.attempts, `attempts, over ${hops.length} redirects ${replayHint()}`).toBe(1);
  });

  it('in a circle end as a failure, after 100 requests at the most', async () => {
    const [there, back] = [newPath('there'), newPath('back')];
    await using server = await startHttpServer({
      [there]: { status: 302, headers: { location: back } },
      [back]: { status: 302, headers: { location: there } },
    });
    // Whoever does not count redirects ends by the time limit, after some thousands of requests.
    const [lost] = await download(server, [there], { retries: 0, timeoutMs: 2000 });
    expectFailed(lost, 1, 'there and back for ever');
    const asked = `${server.questions} requests for two paths that lead to each other, where 100 are enough to give up ${replayHint()}`;
    if (server.questions > 100) expect.fail(asked);
  });

  it('that lead to no address for HTTP, or nowhere, end as failures', async () => {
    const [elsewhere, nonsense, nowhere] = [newPath('elsewhere'), newPath('nonsense'), newPath('nowhere')];
    await using server = await startHttpServer({
      [elsewhere]: { status: 302, headers: { location: 'ftp://127.0.0.1/a' } },
      [nonsense]: { status: 302, headers: { location: 'http://' } },
      [nowhere]: { status: 302 },
    });
    // `fetch` takes them for trouble with the network, which is tried again.
    const outcomes = await download(server, [elsewhere, nonsense], { retries: 0 });
    // This one is an answer to `fetch` too.
    const more = await download(server, [nowhere]);
    const all = [...outcomes, ...more];
    for (const [i, what] of ['ftp:', 'no address', 'no Location'].entries()) expectFailed(all[i], 1, what);
  });
});
