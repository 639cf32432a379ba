import { expectEarlyAbortHeard, rejectionOf, replayHint, startHttpServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import type { LogEntry } from '#kata';
import {
  download,
  everything,
  expectClosed,
  expectOnlyFilesOf,
  expectSaved,
  filesInOutDir,
  inTenMinutes,
  newBody,
  newPath,
  newPaths,
  newSite,
  queueOf,
} from './downloads.ts';

/** A body whose second half never comes. */
const half = () => ({ body: newBody(50_000), halfGate: new Promise(() => {}) });

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

  it('is heard as soon as process() has begun, when nothing can have come back', async () => {
    const path = newPath('begun');
    await using server = await startHttpServer({ [path]: half() });
    await expectEarlyAbortHeard('process()', async (signal) => {
      const queue = await queueOf(server, [path], { signal, timeoutMs: 600_000, retries: 0 });
      return () => queue.process();
    });
    await expectOnlyFilesOf([], 'when a process() aborted at once has rejected');
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

  it('an error thrown at the very last entry counts as well', async () => {
    const paths = newPaths(3);
    await using server = await startHttpServer(newSite(paths));
    const error = new Error('not even the last one');
    let saved = 0;
    const log = ({ event }: LogEntry) => {
      if (event === 'saved' && ++saved === paths.length) throw error;
    };
    const call = () => download(server, paths, { workers: 2, log });
    expect(await rejectionOf(call, 'a log that throws at the last file'), 'it must reject with that error').toBe(error);
  });
});
