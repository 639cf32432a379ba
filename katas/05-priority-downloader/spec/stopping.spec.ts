import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { inspect } from 'node:util';
import { expectRefusal, make, rejectionOf, replayHint, startHttpServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { DownloadQueue, type LogEntry } from '#kata';
import {
  download,
  everything,
  expectClosed,
  expectOnlyFilesOf,
  expectOutcomes,
  expectSaved,
  filesInOutDir,
  newBody,
  newPath,
  newPaths,
  newSite,
  outFolder,
  queueOf,
  soon,
} from './downloads.ts';

/** A body whose second half never comes. */
const half = () => ({ body: newBody(50_000), halfGate: new Promise(() => {}) });

const inTenMinutes = { status: 503, retryAfter: { seconds: 600, as: 'seconds' } } as const;

describe('nothing-left', () => {
  it('a failed download leaves nothing behind, neither at once nor later', async () => {
    const [fine, gone, short, late] = ['fine', 'gone', 'short', 'late'].map((label) => newPath(label));
    const [body, second] = [newBody(), Promise.withResolvers<void>()];
    await using server = await startHttpServer({
      [fine!]: { body },
      [gone!]: { status: 404, body: 'a page that says so' },
      [short!]: { body: newBody(50_000), fault: 'truncated' },
      [late!]: { body: newBody(50_000), halfGate: second.promise },
    });
    const outcomes = await download(server, [fine!, gone!, short!], { retries: 0 });
    await expectSaved(outcomes[0], body, 'nothing is wrong with it');
    const all = [...outcomes, ...(await download(server, [late!], { retries: 0, timeoutMs: 200 }))];
    await expectOnlyFilesOf(all, 'after 404, half a body, and a body that took too long');
    // Whoever only stopped listening gets the rest of it now.
    second.resolve();
    const more = await download(server, [fine!]);
    await expectOnlyFilesOf([...all, ...more], 'a while after a body that took too long');
  });
});

describe('abort', () => {
  it('a signal aborted beforehand rejects with its reason and asks for nothing', async () => {
    const paths = newPaths(3);
    await using server = await startHttpServer(newSite(paths));
    const reason = new Error('changed my mind');
    const call = () => download(server, paths, { signal: AbortSignal.abort(reason) });
    const error = await rejectionOf(call, 'a queue with an aborted signal');
    expect(error, 'it must reject with signal.reason itself').toBe(reason);
    expect(server.requests, 'nothing must be asked for').toEqual([]);
    expect(await everything(), 'nothing must be written').toEqual([]);
  });

  it('closes what is in flight, leaves no half file, and asks for nothing more', async () => {
    const [begun, waiting, other] = [newPaths(3, 'begun'), newPaths(3, 'waiting'), newPath('other')];
    const site = { ...newSite([...waiting, other]), ...Object.fromEntries(begun.map((path) => [path, half()])) };
    await using server = await startHttpServer(site);
    const [controller, reason] = [new AbortController(), new Error('enough')];
    let heard = 0;
    const log = () => void heard++;
    const order = [...begun.map((path) => [path, 'high'] as const), ...waiting];
    const queue = await queueOf(server, order, { workers: 3, signal: controller.signal, log });
    const rejected = rejectionOf(() => queue.process(), 'an aborted process()');
    await Promise.race([rejected, server.requested(3)]);
    // Somebody else's download, from beginning to end: the halves have arrived by then.
    const fine = await download(server, [other]);
    const heardBefore = heard;
    controller.abort(reason);
    expect(await rejected, 'process() must reject with signal.reason itself').toBe(reason);
    await expectOnlyFilesOf(fine, 'when an aborted process() has rejected');
    await expectClosed(server, 'after an aborted process() has rejected');
    const more = await download(server, [other]);
    const asked = waiting.filter((path) => server.count(path) > 0);
    expect(asked, `asked for after the abort ${replayHint()}`).toEqual([]);
    expect(heard, 'log was called after the abort').toBe(heardBefore);
    await expectOnlyFilesOf([...fine, ...more], 'a while after an abort');
  });

  it('does not wait for a retry that is due in ten minutes', async () => {
    const [path, other] = [newPath('busy'), newPath('other')];
    await using server = await startHttpServer({ [path]: inTenMinutes, ...newSite([other]) });
    const [controller, reason] = [new AbortController(), new Error('enough')];
    const events: string[] = [];
    const log = ({ event }: LogEntry) => void events.push(event);
    // Whoever takes no notice of one of the two waits for the other.
    const options = { backoffMs: 100_000_000, signal: controller.signal, log };
    const call = () => download(server, [path], options);
    const rejected = rejectionOf(call, 'an aborted process()');
    await Promise.race([rejected, server.requested(1)]);
    // Somebody else's download, from beginning to end: the 503 has arrived by then.
    await download(server, [other]);
    const before = [...events];
    controller.abort(reason);
    expect(await rejected, 'it must reject with signal.reason itself').toBe(reason);
    await download(server, [other]);
    expect(server.count(path), `requests for ${path} ${replayHint()}`).toBe(1);
    expect(events, 'what log heard, of which an abort is the end').toEqual(before);
  });
});

describe('log', () => {
  it('tells the story of each download, from queued to saved or failed', async () => {
    const [fine, flaky, gone] = [newPath('fine'), newPath('flaky'), newPath('gone')];
    await using server = await startHttpServer({
      ...newSite([fine]),
      [flaky]: [{ status: 503 }, { fault: 'reset' }, { body: newBody() }],
    });
    const outDir = await outFolder();
    let thereWhenSaved: string[] = [];
    const entries: LogEntry[] = [];
    const log = (entry: LogEntry) => {
      entries.push(entry);
      if (entry.event !== 'saved' || entry.url !== server.url(fine)) return;
      thereWhenSaved = readdirSync(outDir, { encoding: 'utf8', recursive: true }).map((name) => basename(name));
    };
    const outcomes = await download(server, [[fine, 'high'], flaky, [gone, 'low']], { log });
    const stories = [
      /^queued started saved$/,
      // Whether each attempt has started, or the download as a whole, is a matter of taste.
      /^queued started retrying (started )?retrying (started )?saved$/,
      /^queued started failed$/,
    ];
    for (const [i, { url, priority, attempts }] of outcomes.entries()) {
      const own = entries.filter((entry) => entry.url === url);
      expect(own.map(({ event }) => event).join(' '), `events of ${url} ${replayHint()}`).toMatch(stories[i]!);
      expect([...new Set(own.map((entry) => entry.priority))], `priority in the log of ${url}`).toEqual([priority]);
      expect(own.at(-1)!.attempt, `attempt in the last entry of ${url}`).toBe(attempts);
    }
    const why = `files in outDir when the log tells "saved" of ${server.url(fine)} ${replayHint()}`;
    expect(thereWhenSaved, why).toContain(basename(outcomes[0]!.path!));
  });

  it('tells of a retry before the wait, not after it', async () => {
    const path = newPath();
    await using server = await startHttpServer({ [path]: inTenMinutes });
    const [controller, told] = [new AbortController(), Promise.withResolvers<string>()];
    const log = ({ event }: LogEntry) => void (event === 'retrying' && told.resolve(event));
    const waiting = download(server, [path], { signal: controller.signal, log }).catch(() => []);
    const heard = await soon(Promise.race([told.promise, waiting]));
    controller.abort();
    const why = `"retrying" must be told before the wait, which is ten minutes here: "Retry-After: 600" ${replayHint()}`;
    expect(heard, why).toBe('retrying');
  });

  it('every entry has a time and the number of the attempt', async () => {
    const path = newPath();
    await using server = await startHttpServer({ [path]: [{ status: 503 }, { body: newBody() }] });
    const entries: LogEntry[] = [];
    await download(server, [path], { log: (entry) => void entries.push(entry) });
    expect(entries.length, `entries in the log of a download with one retry ${replayHint()}`).toBeGreaterThan(3);
    for (const { event, time, attempt } of entries) {
      const isTime = typeof time === 'string' && !Number.isNaN(Date.parse(time));
      expect(isTime, `time of "${event}" must be a string in ISO 8601, is ${inspect(time)}`).toBe(true);
      expect(Number.isInteger(attempt), `attempt of "${event}" is ${attempt}`).toBe(true);
    }
  });
});

describe('log-throws', () => {
  it('an error thrown by log rejects process() with it, and ends the work as an abort does', async () => {
    const [fine, begun, other] = [newPath('fine'), newPath('begun'), newPath('other')];
    const waiting = newPaths(4, 'waiting');
    await using server = await startHttpServer({ ...newSite([fine, other, ...waiting]), [begun]: half() });
    const error = new Error('the disk of the log is full');
    let heard = 0;
    const log = ({ event }: LogEntry) => {
      heard++;
      if (event === 'saved') throw error;
    };
    // The other one in flight would end by itself only long after the patience of this test.
    const options = { workers: 2, retries: 0, timeoutMs: 60_000, log };
    const queue = await queueOf(server, [[begun, 'high'], [fine, 'high'], ...waiting], options);
    expect(await rejectionOf(() => queue.process(), 'a throwing log'), 'it must reject with that error').toBe(error);
    const heardAtTheEnd = heard;
    const left = (await filesInOutDir()).filter((path) => !/-[0-9a-f]{32}\.bin$/.test(path));
    expect(left, `half files and the like ${replayHint()}`).toEqual([]);
    await expectClosed(server, 'after process() has rejected with what log threw');
    await download(server, [other]);
    expect(heard, 'log was called after the promise had settled').toBe(heardAtTheEnd);
    const asked = waiting.filter((path) => server.count(path) > 0);
    expect(asked, `asked for after log had thrown ${replayHint()}`).toEqual([]);
  });
});

describe('bad-options', () => {
  it('the constructor refuses what cannot be meant, before any work', async () => {
    const outDir = await outFolder();
    const odd: Record<string, unknown[]> = {
      outDir: [undefined, '', 42],
      workers: [0, -1, 1.5, NaN, '2'],
      retries: [-1, 1.5, NaN, '3'],
      backoffMs: [-1, NaN, '250'],
      timeoutMs: [0, -1, NaN, '1000'],
      log: ['loud', 42],
    };
    for (const [option, values] of Object.entries(odd)) {
      for (const value of values) {
        const options = { outDir, [option]: value } as never;
        await expectRefusal(() => make(DownloadQueue, options), `${option}: ${inspect(value)}`);
      }
    }
    expect(await everything(), 'nothing must be written').toEqual([]);
  });

  it('a wait of 0 ms is one', async () => {
    const path = newPath();
    const body = newBody();
    await using server = await startHttpServer({ [path]: [{ status: 503 }, { body }] });
    const [outcome] = await download(server, [path], { backoffMs: 0 });
    await expectSaved(outcome, body, 'the second answer has it');
  });
});

describe('bad-urls', () => {
  it('what is no address for HTTP, or no priority, is refused by add', async () => {
    const [path, body] = [newPath(), newBody()];
    await using server = await startHttpServer({ [path]: { body } });
    const queue = await queueOf(server, [path]);
    const odd = ['', 'no address', '//127.0.0.1/a', 'ftp://127.0.0.1/a', 'file:///etc/hosts', 'data:,a', 42, undefined];
    for (const url of odd as string[]) {
      await expectRefusal(async () => queue.add(url), `add(${inspect(url)})`);
    }
    for (const priority of ['urgent', '', 'High', 1, 'toString', 'constructor', '__proto__'] as never[]) {
      await expectRefusal(async () => queue.add(server.url(path), priority), `priority ${inspect(priority)}`);
    }
    // One URL was added, and all others refused.
    const [outcome] = expectOutcomes(await queue.process(), 1);
    await expectSaved(outcome, body, 'refused ones change nothing for it');
  });

  it('https: is fine', async () => {
    await using server = await startHttpServer({});
    const queue = await queueOf(server, []);
    await queue.add('https://127.0.0.1/a');
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
});
