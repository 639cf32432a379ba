import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { rejectionOf, replayHint, scratch, startHttpServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import type { LogEntry } from '#kata';
import {
  download,
  everything,
  expectFailed,
  expectOutcomes,
  expectSaved,
  md5Of,
  newBody,
  newPath,
  newPaths,
  newSite,
  outFolder,
  queueOf,
  random,
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
    expect(outcomes, replayHint()).toMatchObject(expected);
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

describe('saved-name', () => {
  it('is name-<md5>.ext, with the MD5 of the content', async () => {
    const drawn = random.int(0, 36 ** 6).toString(36);
    const long = 'a-title-of-the-longer-kind-'.repeat(3) + drawn;
    const files = [
      `report-${drawn}.pdf`,
      `b${drawn}.txt`,
      `empty${drawn}.json`,
      `s${drawn}.code-workspace`,
      `${long}.pdf`,
    ];
    const bodies = files.map((file) => (file.startsWith('empty') ? Buffer.alloc(0) : newBody()));
    const paths = files.map((file, i) => `/docs/${i}/${file}?version=${i}`);
    // A server never sees it.
    const addresses = paths.map((path) => `${path}#part-${drawn}.html`);
    await using server = await startHttpServer(
      Object.fromEntries(paths.map((path, i) => [path, { body: bodies[i]! }])),
    );
    const outcomes = await download(server, addresses);
    for (const [i, file] of files.entries()) {
      await expectSaved(outcomes[i], bodies[i]!, `${bodies[i]!.length} bytes at ${paths[i]}`);
      const [name, extension] = file.split('.');
      const expected = `${name}-${md5Of(bodies[i]!)}.${extension}`;
      expect(basename(outcomes[i]!.path!), `file name for ${addresses[i]} ${replayHint()}`).toBe(expected);
    }
  });

  it('outDir is made where it is missing', async () => {
    const [path, body] = [newPath(), newBody()];
    await using server = await startHttpServer({ [path]: { body } });
    const [outcome] = await download(server, [path], { outDir: join(await outFolder(), 'deep', 'down') });
    await expectSaved(outcome, body, 'outDir was out/deep/down, and none of the three was there');
  });
});

/** Downloads what is at each of these paths, and fails unless all of it ends up inside `outDir`. */
async function expectInside(paths: readonly string[]): Promise<void> {
  await mkdir(await outFolder());
  await writeFile(join(await scratch(), 'before.txt'), 'mine');
  const site = newSite(paths);
  await using server = await startHttpServer(site);
  const outcomes = await download(server, paths);
  for (const [i, path] of paths.entries()) {
    await expectSaved(outcomes[i], site[path]!.body, `${path} is a strange name, and no reason to fail`);
  }
  const outside = (await everything()).filter((name) => !/^out(?:$|[\\/])/.test(name));
  expect(outside, `what lies beside outDir ${replayHint()}`).toEqual(['before.txt']);
}

describe('safe-names', () => {
  it('no way leads out of outDir, escaped or not', async () => {
    await expectInside(['/..%2fescaped.txt', '/..%5cescaped.txt', '/%2ftmp%2fescaped.txt', '/%2e%2e%2f%2e%2e', '/...']);
  });

  it('a null byte, a percent sign, and no name at all are saved like others', async () => {
    await expectInside(['/', '/nothing%00.txt', '/100%', '/%zz.txt', '/a?to=/../../b.txt']);
  });

  it('a name may be longer than a file name can be, in any script', async () => {
    await expectInside([
      `/${'long'.repeat(75)}.txt`,
      `/${encodeURIComponent('日本語'.repeat(40))}.txt`,
      `/a.${'x'.repeat(300)}`,
    ]);
  });
});

describe('same-name', () => {
  it('two URLs with the same name and content do not harm each other', async () => {
    const name = newPath('twin');
    const [paths, body] = [['/a', '/b'].map((folder) => folder + name), newBody()];
    const half = Promise.withResolvers<void>();
    const site = Object.fromEntries(paths.map((path) => [path, { body, halfGate: half.promise }]));
    await using server = await startHttpServer(site);
    const outcomes = download(server, paths, { workers: 2 });
    // Both are being written at the same time.
    await Promise.race([outcomes, server.requested(2)]);
    half.resolve();
    for (const outcome of await outcomes) {
      await expectSaved(outcome, body, `there are two with the name ${name}`);
      expect(outcome.attempts, `attempts for ${outcome.url}, beside one of the same name ${replayHint()}`).toBe(1);
    }
  });

  it('two URLs with the same name and other content give two files', async () => {
    const name = newPath('twin');
    const [paths, bodies] = [['/a', '/b'].map((folder) => folder + name), [newBody(), newBody()]];
    await using server = await startHttpServer(
      Object.fromEntries(paths.map((path, i) => [path, { body: bodies[i]! }])),
    );
    const outcomes = await download(server, paths, { workers: 2 });
    for (const [i, outcome] of outcomes.entries()) await expectSaved(outcome, bodies[i]!, `two have the name ${name}`);
    expect(outcomes[0]!.path, `paths of two contents ${replayHint()}`).not.toBe(outcomes[1]!.path);
  });
});
