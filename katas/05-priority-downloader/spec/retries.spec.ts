import { type HttpServer, replayHint, startHttpServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { download, expectFailed, expectSaved, newBody, newPath, newPaths, newSite, random, soon } from './downloads.ts';

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

/** How long a client waited before each retry of `path`, ms: from the end of an answer to the next request. */
function waitsOf(server: HttpServer, path: string): number[] {
  const requests = server.requests.filter((request) => request.path === path);
  return requests.slice(1).map(({ atMs }, i) => atMs - requests[i]!.leftMs!);
}

/** Of all pairs of `paths`, those that were asked for again in another order than they were answered; half of them by chance. */
function overtakenShare(server: HttpServer, paths: readonly string[]): number {
  const visits = paths.map((path) => server.requests.filter((request) => request.path === path));
  const sorted = visits.toSorted(([a], [b]) => a!.leftMs! - b!.leftMs!).map(([, again]) => again?.atMs ?? 0);
  const overtaken = sorted.flatMap((atMs, i) => sorted.slice(i + 1).filter((later) => later < atMs));
  return overtaken.length / ((paths.length * (paths.length - 1)) / 2);
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const shown = (numbers: readonly number[]) => numbers.map((ms) => `${ms.toFixed(0)} ms`).join(', ');

/** Between the 10th and the 90th percentile of `numbers`. */
function spreadOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  return at(0.9) - at(0.1);
}

/** Turns many downloads away at the same moment. @returns how long each waited, ms, and `overtakenShare` of them */
async function turnAway(backoffMs: number): Promise<{ waits: number[]; overtaken: number }> {
  const paths = newPaths(24, 'busy');
  const busy = Object.fromEntries(paths.map((path) => [path, { status: 503 }]));
  await using server = await startHttpServer(busy, { gather: { items: paths.length, patienceMs: 4000 } });
  await download(server, paths, { workers: paths.length, backoffMs, retries: 1 });
  return { waits: paths.map((path) => waitsOf(server, path)[0] ?? 0), overtaken: overtakenShare(server, paths) };
}

/** Settles when each of `paths` has been asked for again. */
async function askedTwice(server: HttpServer, paths: readonly string[]): Promise<void> {
  while (paths.some((path) => server.count(path) < 2)) await server.requested(server.questions + 1);
}

describe('backoff', () => {
  it('waits before a retry, and not as long for everybody', async () => {
    const backoffMs = 400;
    let turn = await turnAway(backoffMs);
    const isJittered = () => spreadOf(turn.waits) >= backoffMs / 10 && turn.overtaken >= 0.1;
    // A machine that stands still for a moment lets all timers that are due meanwhile fire together.
    for (let i = 0; i < 3 && !isJittered(); i++) turn = await turnAway(backoffMs);
    const { waits, overtaken } = turn;
    // With full jitter the mean is 200 ms, give or take 12 %. A busy machine only adds to it.
    const seen = `waits of those who were turned away together, with backoffMs ${backoffMs}: ${shown(waits)} ${replayHint()}`;
    expect(mean(waits), `expected a mean of ${backoffMs / 4} ms at least; ${seen}`).toBeGreaterThanOrEqual(
      backoffMs / 4,
    );
    // It stood still every time, and nobody can tell.
    if (mean(waits) > 5 * backoffMs) return;
    const jitter = 'those who failed together came back together: add a random part to the wait';
    const order = `${jitter}; percent of all pairs that came back in another order than they were turned away; ${seen}`;
    expect(100 * overtaken, order).toBeGreaterThanOrEqual(10);
    const spread = `${jitter}, a quarter of it or more; ms between the 10th and the 90th percentile of the ${seen}`;
    expect(spreadOf(waits), spread).toBeGreaterThanOrEqual(backoffMs / 10);
  });

  it('waits longer every time', async () => {
    const [doubling, other] = [newPaths(5, 'doubling'), newPath('other')];
    const busy = Object.fromEntries(doubling.map((path) => [path, { status: 503 }]));
    await using server = await startHttpServer({ ...busy, ...newSite([other]) });
    const controller = new AbortController();
    // 25 waits that do not grow are over long before 300 answers; where each is doubled, the last one takes hours.
    const options = { workers: 5, backoffMs: 1, retries: 25, signal: controller.signal };
    const patient = download(server, doubling, options).catch(() => []);
    // On a busy machine the first retries may be late, which others have nothing to do with.
    await soon(Promise.race([patient, askedTwice(server, doubling)]));
    for (let i = 0; i < 300; i++) await (await fetch(server.url(other))).arrayBuffer();
    controller.abort();
    await patient;
    const counts = doubling.map((path) => server.count(path));
    const why = `requests for each, with 25 retries from backoffMs 1, while others had 300 answers ${replayHint()}`;
    expect(Math.min(...counts), `expected 2 at least; ${why}`).toBeGreaterThanOrEqual(2);
    expect(Math.max(...counts), `expected fewer than 26; ${why}`).toBeLessThan(26);
  });

  it('takes its scale from backoffMs', async () => {
    const [patient, hasty] = [newPaths(8, 'patient'), newPaths(8, 'hasty')];
    const site = Object.fromEntries([...patient, ...hasty].map((path) => [path, { status: 503 }]));
    await using server = await startHttpServer(site);
    const controller = new AbortController();
    const options = { workers: 8, backoffMs: 100_000_000, signal: controller.signal };
    // Would be done in a day or so.
    const waiting = download(server, patient, options).catch(() => []);
    await Promise.race([waiting, server.requested(8)]);
    await download(server, hasty, { workers: 8, backoffMs: 1 });
    controller.abort();
    const counts = (paths: readonly string[]) => paths.map((path) => server.count(path));
    const seen = `with backoffMs 1 all attempts were made ${replayHint()}`;
    expect(counts(hasty), `requests for each; ${seen}`).toEqual(hasty.map(() => 4));
    expect(counts(patient), `requests for each with backoffMs 100,000,000, when ${seen}`).toEqual(patient.map(() => 1));
  });
});

const DAY_S = 86_400;

describe('retry-after', () => {
  it('is the least wait, in seconds or as a date', async () => {
    const [seconds, date] = [newPath('seconds'), newPath('date')];
    const [minutes, days, month] = [newPath('minutes'), newPath('days'), newPath('month')];
    const [body, controller] = [newBody(), new AbortController()];
    await using server = await startHttpServer({
      [seconds]: [{ status: 429, retryAfter: { seconds: 1, as: 'seconds' } }, { body }],
      [date]: [{ status: 503, retryAfter: { seconds: 0.4, as: 'date' } }, { body }],
      [minutes]: { status: 503, retryAfter: { seconds: 600, as: 'seconds' } },
      [days]: { status: 503, retryAfter: { seconds: 30 * DAY_S, as: 'seconds' } },
      [month]: { status: 503, retryAfter: { seconds: 40 * DAY_S, as: 'date' } },
    });
    const patient = download(server, [minutes, days, month], { signal: controller.signal }).catch(() => []);
    await Promise.race([patient, server.requested(3)]);
    const outcomes = await download(server, [seconds, date], { backoffMs: 1 });
    for (const outcome of outcomes) await expectSaved(outcome, body, 'it is there the second time');
    const [inSeconds] = waitsOf(server, seconds);
    expect(inSeconds, `ms waited after "Retry-After: 1" ${replayHint()}`).toBeGreaterThanOrEqual(990);
    const [untilDate] = waitsOf(server, date);
    expect(untilDate, `ms waited after a date 400 ms away or more ${replayHint()}`).toBeGreaterThanOrEqual(390);
    for (const [path, told] of Object.entries({ [minutes]: '600', [days]: '2592000', [month]: 'a date in 40 days' })) {
      expect(server.count(path), `requests within a few seconds of "Retry-After: ${told}" ${replayHint()}`).toBe(1);
    }
    // How soon it settles then is a question of `abort`.
    controller.abort();
  });

  it('leaves the backoff as it is where it says nothing, or nothing to wait for', async () => {
    const told = ['soon', '0', 'Sun, 06 Nov 1994 08:49:37 GMT'];
    const [paths, hasty] = [newPaths(told.length, 'patient'), newPaths(8, 'hasty')];
    const replies = paths.map((path, i) => [path, { status: 503, headers: { 'retry-after': told[i]! } }]);
    const busy = hasty.map((path) => [path, { status: 503 }]);
    await using server = await startHttpServer(Object.fromEntries([...replies, ...busy]));
    const controller = new AbortController();
    // Would be done in a day or so.
    const options = { backoffMs: 100_000_000, signal: controller.signal };
    const waiting = download(server, paths, options).catch(() => []);
    await Promise.race([waiting, server.requested(paths.length)]);
    await download(server, hasty, { workers: 8, backoffMs: 1 });
    controller.abort();
    for (const [i, path] of paths.entries()) {
      const why = `requests with "Retry-After: ${told[i]}" and backoffMs 100,000,000, when with backoffMs 1 all attempts were made ${replayHint()}`;
      expect(server.count(path), why).toBe(1);
    }
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

  it('in a circle end as a failure', async () => {
    const [there, back] = [newPath('there'), newPath('back')];
    await using server = await startHttpServer({
      [there]: { status: 302, headers: { location: back } },
      [back]: { status: 302, headers: { location: there } },
    });
    // Whoever does not count redirects ends by his time limit.
    const [lost] = await download(server, [there], { retries: 0, timeoutMs: 2000 });
    expectFailed(lost, 1, 'there and back for ever');
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
