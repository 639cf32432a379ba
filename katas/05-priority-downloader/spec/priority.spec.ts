import { writeFile } from 'node:fs/promises';
import { replayHint, startHttpServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import type { Priority } from '#kata';
import { download, newPath, newPaths, newSite, outFolder, queueOf, random, type SomeOptions } from './downloads.ts';

const LEVELS: readonly Priority[] = ['high', 'medium', 'low'];

describe('priority', () => {
  it('high comes before medium before low, in whatever order they were added', async () => {
    const paths = newPaths(12);
    const drawn = paths.map((path) => [path, LEVELS[random.int(0, 3)]!] as const);
    // Each level is there, and the first one added is not the first one due.
    drawn.unshift([newPath('first'), 'low'], [newPath('second'), 'medium'], [newPath('third'), 'high']);
    await using server = await startHttpServer(newSite(drawn.map(([path]) => path)));
    await download(server, drawn, { workers: 1 });
    const priorities = server.requests.map(({ path }) => drawn.find(([added]) => added === path)?.[1]);
    const expected = LEVELS.flatMap((level) => drawn.filter(([, priority]) => priority === level).map(() => level));
    expect(priorities, `priorities in the order of the requests ${replayHint()}`).toEqual(expected);
  });

  it('within a level, first come is first served', async () => {
    const drawn = newPaths(9).map((path, i) => [path, LEVELS[i % 3]!] as const);
    await using server = await startHttpServer(newSite(drawn.map(([path]) => path)));
    await download(server, drawn, { workers: 1 });
    const expected = LEVELS.flatMap((level) => drawn.filter(([, priority]) => priority === level));
    const asked = server.requests.map(({ path }) => path);
    expect(asked, `paths in the order of the requests ${replayHint()}`).toEqual(expected.map(([path]) => path));
  });

  it('with several workers, the urgent ones are the first in flight', async () => {
    const [later, urgent] = [newPaths(4, 'later'), newPaths(3, 'urgent')];
    const order = [...later.map((path) => [path, 'low'] as const), ...urgent.map((path) => [path, 'high'] as const)];
    const gather = { items: 3, patienceMs: 4000 };
    await using server = await startHttpServer(newSite([...later, ...urgent]), { gather });
    await download(server, order, { workers: 3 });
    const first = server.requests.slice(0, 3).map(({ path }) => path);
    expect(first.toSorted(), `the first 3 requests ${replayHint()}`).toEqual(urgent.toSorted());
  });
});

/** Answers wait until enough paths are in flight, so that a slow machine changes nothing in the count. */
async function mostInFlight(count: number, expected: number, options: SomeOptions): Promise<number> {
  const paths = newPaths(count);
  // The second half of a body comes later: it is in flight until then.
  const site = Object.fromEntries(
    Object.entries(newSite(paths)).map(([path, reply]) => [path, { ...reply, slowly: { pieces: 2, pauseMs: 5 } }]),
  );
  await using server = await startHttpServer(site, { gather: { items: expected, patienceMs: 4000 } });
  await download(server, paths, options);
  return server.mostInFlight;
}

describe('workers', () => {
  it('so many downloads are in flight at once, and never more', async () => {
    const workers = random.int(3, 9);
    const most = await mostInFlight(4 * workers, workers, { workers });
    expect(
      most,
      `downloads in flight at once: expected to reach ${workers} and never to exceed it, saw ${most} at the most ${replayHint()}`,
    ).toBe(workers);
  });

  it('what cannot be saved does not stay in flight', async () => {
    await writeFile(await outFolder(), 'a file where the folder would be');
    const paths = newPaths(12);
    // More than a connection takes that nobody reads from.
    const site = paths.map((path, seed) => [path, { body: { bytes: 8 << 20, seed } }]);
    await using server = await startHttpServer(Object.fromEntries(site));
    const queue = await queueOf(server, paths, { workers: 2 });
    // Whether such a folder is the failure of each download, or of process(), is a matter of taste.
    await queue.process().catch(() => []);
    const why = `expected 2 downloads in flight or so, saw ${server.mostInFlight} of 12, where outDir is a file ${replayHint()}`;
    // A connection that is closed here is still open there for a moment.
    expect(server.mostInFlight, why).toBeLessThanOrEqual(6);
  });

  it('an answer that is no success does not stay in flight either', async () => {
    const statuses = newPaths(12, 'lost').map((path) => [path, random.int(0, 2) === 0 ? 404 : 503] as const);
    const site = statuses.map(([path, status], seed) => [path, { status, body: { bytes: 8 << 20, seed } }]);
    await using server = await startHttpServer(Object.fromEntries(site));
    const paths = statuses.map(([path]) => path);
    await download(server, paths, { workers: 2, retries: 1 });
    const why = `expected 2 downloads in flight or so, saw ${server.mostInFlight} of 12, where every answer is 404 or 503 with a body of 8 MiB: read it or cancel it ${replayHint()}`;
    // As above: a connection that is closed here is still open there for a moment.
    expect(server.mostInFlight, why).toBeLessThanOrEqual(6);
  });

  it('one worker downloads one file after the other', async () => {
    expect(await mostInFlight(6, 1, { workers: 1 }), 'downloads in flight with one worker').toBe(1);
  });

  it('more workers than downloads get all of them at once', async () => {
    expect(await mostInFlight(5, 5, { workers: 50 }), 'downloads in flight, of 5').toBe(5);
  });
});

describe('defaults', () => {
  it('an option that is undefined takes its default: 5 workers', async () => {
    const options = { workers: undefined as never, timeoutMs: undefined as never, log: undefined as never };
    expect(await mostInFlight(14, 5, options), 'downloads in flight by default').toBe(5);
  });

  it('3 retries, and medium where no priority is given', async () => {
    const [gone, urgent] = [newPath('gone'), newPath('urgent')];
    await using server = await startHttpServer({ [gone]: { status: 503 }, ...newSite([urgent]) });
    const retries = undefined as never;
    const [failed, saved] = await download(server, [gone, [urgent, 'high']], { workers: 1, retries });
    expect(failed?.attempts, 'attempts by default, for an answer 503 each time').toBe(4);
    expect([failed?.priority, saved?.priority], 'priorities, by default and as given').toEqual(['medium', 'high']);
    expect(server.requests[0]?.path, 'the first one asked for: high before the default').toBe(urgent);
  });
});
