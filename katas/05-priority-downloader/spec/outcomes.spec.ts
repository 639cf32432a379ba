import { rejectionOf, replayHint, startHttpServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import type { LogEntry } from '#kata';
import {
  download,
  expectFailed,
  expectOnlyFilesOf,
  expectOutcomes,
  expectSaved,
  newBody,
  newPath,
  newPaths,
  newSite,
  queueOf,
} from './downloads.ts';

describe('outcomes', () => {
  it('come in the order added, whichever priority goes first and whoever is done first', async () => {
    const [slow, gone, quick] = [newPath('slow'), newPath('gone'), newPath('quick')];
    const [long, short] = [newBody(), newBody()];
    const site = { [slow]: { body: long, latencyMs: 60 }, [gone]: { status: 404 }, [quick]: { body: short } };
    await using server = await startHttpServer(site);
    const outcomes = await download(server, [[slow, 'low'], gone, [quick, 'high']], { workers: 3 });
    const expected = [
      { url: server.url(slow), priority: 'low', ok: true, attempts: 1 },
      { url: server.url(gone), priority: 'medium', ok: false, attempts: 1 },
      { url: server.url(quick), priority: 'high', ok: true, attempts: 1 },
    ];
    expect(
      outcomes,
      `outcomes of one that is slow, one that is not there and one that is quick ${replayHint()}`,
    ).toMatchObject(expected);
    await expectSaved(outcomes[0], long, 'it is slow, not broken');
    expectFailed(outcomes[1], 1, 'the server says 404');
    await expectSaved(outcomes[2], short, 'nothing is wrong with it');
  });

  it('a body that comes without its Content-Length is saved whole', async () => {
    const [path, body] = [newPath('lengthless'), newBody()];
    await using server = await startHttpServer({ [path]: { body, lengthless: true } });
    const [outcome] = await download(server, [path]);
    await expectSaved(outcome, body, 'its answer has no Content-Length, and nothing is wrong with that');
  });

  it('nothing added gives no outcomes', async () => {
    await using server = await startHttpServer({});
    expect(await download(server, [])).toEqual([]);
  });

  it('a URL that is added twice has two, each with its priority', async () => {
    const [path, body] = [newPath('twice'), newBody()];
    await using server = await startHttpServer({ [path]: { body } });
    const outcomes = await download(server, [path, [path, 'high']]);
    for (const outcome of outcomes) await expectSaved(outcome, body, 'its URL was added twice');
    const added = outcomes.map(({ url, priority }) => ({ url, priority }));
    const expected = [{ priority: 'medium' }, { priority: 'high' }].map((each) => ({ url: server.url(path), ...each }));
    expect(added, `outcomes of one URL, added twice ${replayHint()}`).toEqual(expected);
  });

  it('all of them are there where every download fails', async () => {
    const paths = newPaths(7, 'gone');
    await using server = await startHttpServer({});
    const outcomes = await download(server, paths, { workers: 2 });
    expect(outcomes.map(({ url, ok }) => [url, ok])).toEqual(paths.map((path) => [server.url(path), false]));
  });
});

describe('process', () => {
  it('nothing is asked for before it is called', async () => {
    const [early, late] = [newPath('early'), newPath('late')];
    await using server = await startHttpServer(newSite([early, late]));
    const waiting = await queueOf(server, [early]);
    // A whole download of somebody else: time enough for whoever begins too soon.
    await download(server, [late]);
    expect(server.count(early), `requests for ${early} before process() ${replayHint()}`).toBe(0);
    await waiting.process();
    expect(server.count(early), `requests for ${early} after process() ${replayHint()}`).toBe(1);
  });

  it('every other call while one runs rejects, and the first goes on', async () => {
    const [path, other] = [newPath(), newPath('other')];
    const [body, gate] = [newBody(), Promise.withResolvers<void>()];
    await using server = await startHttpServer({ [path]: { body, gate: gate.promise }, ...newSite([other]) });
    const queue = await queueOf(server, [path]);
    const first = queue.process();
    await Promise.race([first, server.requested(1)]);
    const calls = ['second', 'third'].map((which) => `the ${which} process() in a row, while the first one runs,`);
    const refusals: Promise<unknown>[] = [];
    for (const call of calls) {
      const refusal = rejectionOf(async () => queue.process(), call);
      // Heard below, when the first one may go on.
      refusal.catch(() => {});
      refusals.push(refusal);
      // Somebody else's download: the call has ended by then, and the first one has not.
      await download(server, [other]);
    }
    gate.resolve();
    await Promise.all(refusals);
    const [outcome] = expectOutcomes(await first, 1);
    await expectSaved(outcome, body, 'the first call goes on');
  });

  it('when it has settled the queue is empty, and takes more', async () => {
    const [first, more] = [newPath('first'), newPath('more')];
    await using server = await startHttpServer(newSite([first, more]));
    const queue = await queueOf(server, [first]);
    await queue.process();
    expect(await queue.process(), 'outcomes, where nothing was added since').toEqual([]);
    await queue.add(server.url(more));
    expect(await queue.process(), 'outcomes of what was added since').toMatchObject([
      { url: server.url(more), ok: true },
    ]);
    expect(server.count(first), `requests for ${first} ${replayHint()}`).toBe(1);
  });

  it('also when it has rejected the queue is empty, and takes more', async () => {
    const [first, more] = [newPath('first'), newPath('more')];
    await using server = await startHttpServer(newSite([first, more]));
    let isFull = true;
    const log = ({ event }: LogEntry) => {
      if (event !== 'started' || !isFull) return;
      isFull = false;
      throw new Error('the disk of the log was full for a moment');
    };
    const queue = await queueOf(server, [first], { log });
    await rejectionOf(() => queue.process(), 'a process() whose log throws');
    await queue.add(server.url(more));
    const outcomes = await queue.process();
    const expected = [{ url: server.url(more), ok: true }];
    expect(outcomes, `outcomes of what was added after a rejected process() ${replayHint()}`).toMatchObject(expected);
  });
});

describe('independent-queues', () => {
  it('queues that run at the same time do not disturb each other, in the same outDir either', async () => {
    const [one, two] = [newPath('one'), newPaths(4, 'two')];
    const [body, rest] = [newBody(50_000), Promise.withResolvers<void>()];
    const site = newSite(two);
    await using server = await startHttpServer({ ...site, [one]: { body, halfGate: rest.promise } });
    const first = download(server, [one], { workers: 1 });
    await Promise.race([first, server.requested(1)]);
    // Begins and ends while the first one is in the middle of its file.
    const seconds = await download(server, two, { workers: 2 });
    rest.resolve();
    const firsts = await first;
    expect([firsts.length, seconds.length], `outcomes of the two queues ${replayHint()}`).toEqual([1, 4]);
    await expectSaved(firsts[0], body, 'another queue ended while it was being written');
    expect(firsts[0]!.attempts, `attempts beside another queue ${replayHint()}`).toBe(1);
    for (const [i, path] of two.entries())
      await expectSaved(seconds[i], site[path]!.body, 'it ran beside another queue');
    await expectOnlyFilesOf([...firsts, ...seconds], 'after two queues');
  });

  it('a queue that is aborted, or whose log throws, does not stop another one', async () => {
    const [mine, aborted, failing] = [newPath('mine'), newPath('aborted'), newPath('failing')];
    const [body, rest] = [newBody(50_000), Promise.withResolvers<void>()];
    const never = { body: newBody(50_000), halfGate: new Promise(() => {}) };
    const site = { [mine]: { body, halfGate: rest.promise }, [aborted]: never, ...newSite([failing]) };
    await using server = await startHttpServer(site);
    const running = download(server, [mine], { workers: 1, retries: 0, timeoutMs: 60_000 });
    const stop = new AbortController();
    const ended = download(server, [aborted], { signal: stop.signal, retries: 0 });
    await Promise.race([running, ended, server.requested(2)]);
    const log = ({ event }: LogEntry) => {
      if (event === 'saved') throw new Error('the disk of the log is full');
    };
    stop.abort();
    // How they end is for other rules to say.
    await Promise.allSettled([ended, download(server, [failing], { log })]);
    rest.resolve();
    const beside = 'another queue was aborted, and a third one failed, while it was being written';
    const fail = (error: unknown) => expect.fail(`a queue must go on: ${beside}; it rejected with ${String(error)}`);
    const [outcome] = await running.catch(fail);
    await expectSaved(outcome, body, beside);
  });
});
