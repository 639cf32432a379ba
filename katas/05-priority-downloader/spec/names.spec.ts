import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { replayHint, scratch, startHttpServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { download, everything, expectSaved, md5Of, newBody, newPath, newSite, outFolder, random } from './downloads.ts';

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
