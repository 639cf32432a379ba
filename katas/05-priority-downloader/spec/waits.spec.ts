import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type HttpServer, replayHint, startHttpServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { download, expectSaved, inTenMinutes, newBody, newPath, newPaths, newSite, soon } from './downloads.ts';

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

interface Turn {
  /** How long each waited, ms. */
  readonly waits: number[];
  readonly overtaken: number;
  /** How long this process stood still at the longest, ms: timers that are due meanwhile fire together. */
  readonly stillMs: number;
}

/** Turns many downloads away at the same moment. */
async function turnAway(backoffMs: number): Promise<Turn> {
  const paths = newPaths(24, 'busy');
  const busy = Object.fromEntries(paths.map((path) => [path, { status: 503 }]));
  await using server = await startHttpServer(busy, { gather: { items: paths.length, patienceMs: 4000 } });
  const delays = monitorEventLoopDelay();
  delays.enable();
  await download(server, paths, { workers: paths.length, backoffMs, retries: 1 });
  delays.disable();
  const waits = paths.map((path) => waitsOf(server, path)[0] ?? 0);
  return { waits, overtaken: overtakenShare(server, paths), stillMs: delays.max / 1e6 };
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
    for (let i = 0; i < 3 && !isJittered(); i++) turn = await turnAway(backoffMs);
    const { waits, overtaken } = turn;
    // With full jitter the mean is 200 ms, give or take 12 %. A busy machine only adds to it.
    const seen = `waits of those who were turned away together, with backoffMs ${backoffMs}: ${shown(waits)} ${replayHint()}`;
    expect(mean(waits), `expected a mean of ${backoffMs / 4} ms at least; ${seen}`).toBeGreaterThanOrEqual(
      backoffMs / 4,
    );
    // It stood still every time for as long as anybody should wait, and nobody can tell.
    if (turn.stillMs > backoffMs) return;
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
      [minutes]: inTenMinutes,
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
