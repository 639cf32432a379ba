import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { kataSeed, readPlain, replayHint, scratch, seededRandom, writePlain } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { compressFiles } from '#kata';
import { expectHolds, expectOnlyWhole, pathOf } from './expectations.ts';
import { LONG_BYTES, LONGER_BYTES, writeGiant } from './giants.ts';
import { reportOf, reportOfAll } from './reports.ts';
import { outFolder, randomText, writeInputs } from './texts.ts';

const random = seededRandom(kataSeed());

describe('figures', () => {
  it('sizes and ratios are those of the files, totals their sums, the average the mean of the ratios', async () => {
    const contents = {
      words: randomText(random, random.int(50_000, 90_000)),
      zeros: Buffer.alloc(random.int(10_000, 20_000)),
      few: randomText(random, 40),
    };
    const outDir = await outFolder();
    const report = await reportOfAll(await writeInputs(contents), { outDir });
    let [original, compressed, ratios] = [0, 0, 0];
    for (const [i, content] of Object.values(contents).entries()) {
      const bytes = await expectHolds(report.files[i]!.output, content, { outDir });
      const row = { originalBytes: content.length, compressedBytes: bytes };
      expect(report.files[i], replayHint()).toMatchObject(row);
      expect(report.files[i]!.ratio, `ratio ${replayHint()}`).toBeCloseTo(bytes / content.length, 9);
      [original, compressed, ratios] = [original + content.length, compressed + bytes, ratios + bytes / content.length];
    }
    expect(report).toMatchObject({ originalBytes: original, compressedBytes: compressed, failed: [] });
    expect(report.averageRatio, `averageRatio ${replayHint()}`).toBeCloseTo(ratios / 3, 9);
  });

  it('the ratio of an empty file is 0', async () => {
    const report = await reportOfAll(await writeInputs({ empty: Buffer.alloc(0) }), { outDir: await outFolder() });
    expect(report.files[0]).toMatchObject({ originalBytes: 0, ratio: 0 });
    expect(report.averageRatio).toBe(0);
  });

  it('an empty list gives an empty report', async () => {
    const empty = { files: [], failed: [], originalBytes: 0, compressedBytes: 0, averageRatio: 0 };
    expect(await reportOf([], { outDir: await outFolder() })).toMatchObject(empty);
  });
});

describe('order', () => {
  it('files come in the order of the inputs, also when an early one takes longest', async () => {
    const contents = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`f${i}`, randomText(random, i === 0 ? 4_000_000 : random.int(100, 5000))]),
    );
    const paths = await writeInputs(contents);
    const { files } = await reportOfAll(paths, { outDir: await outFolder(), workers: 3 });
    expect(files.map(({ input }) => input)).toEqual(paths);
  });

  it('what fails comes in the order of the inputs too, whatever takes longer to fail', async () => {
    const [good] = await writeInputs({ good: randomText(random, 1000) });
    const folder = join(await scratch(), 'in');
    // A folder can be opened, and fails later than what is not there.
    const bad = Array.from({ length: 14 }, (_, i) => join(folder, `${i % 2 === 0 ? 'folder' : 'missing'}-${i}`));
    for (const path of bad.filter((_, i) => i % 2 === 0)) writePlain(join(path, 'file'), 'in a folder');
    const { failed } = await reportOf([...bad.slice(0, 7), good!, ...bad.slice(7)], {
      outDir: await outFolder(),
      workers: 4,
    });
    const places = failed.map(({ input }) => bad.indexOf(input));
    expect(places.join(' '), 'places among the inputs that fail').toBe([...bad.keys()].join(' '));
  });
});

describe('failed', () => {
  it('what is missing, a folder, or cannot be read is listed with a message; the others still compress', async () => {
    const contents = { first: randomText(random, 5000), last: randomText(random, 6000) };
    const [first, last] = await writeInputs(contents);
    const bad = ['missing', 'folder', 'loop'].map((name) => join(first!, '..', name));
    writePlain(join(bad[1]!, 'file'), 'in a folder');
    await symlink('loop', bad[2]!);
    const outDir = await outFolder();
    const report = await reportOf([first!, ...bad, last!], { outDir, workers: 2 });
    expect(report.failed.map(({ input }) => input)).toEqual(bad);
    for (const { input, error } of report.failed) {
      expect(typeof error === 'string' && error !== '', `${input} needs a message, has ${String(error)}`).toBe(true);
    }
    expect(report.files.map(({ input }) => input)).toEqual([first, last]);
    for (const [i, content] of Object.values(contents).entries()) {
      await expectHolds(report.files[i]!.output, content, { outDir });
    }
    expect(report).toMatchObject({ originalBytes: 11_000 });
    await expectOnlyWhole(outDir, Object.values(contents));
  });
});

describe('no-overwrite', () => {
  it('inputs of the same name, and the same path twice, give an output each', async () => {
    const contents = { 'x/a.txt': randomText(random, 3000), 'y/a.txt': randomText(random, 4000) };
    const [x, y] = await writeInputs(contents);
    const outDir = await outFolder();
    const { files } = await reportOfAll([x!, y!, x!, y!], { outDir, workers: 4 });
    expect(new Set(files.map(({ output }) => output)).size, 'every output has a name of its own').toBe(4);
    const expected = [...Object.values(contents), ...Object.values(contents)];
    for (const [i, content] of expected.entries()) await expectHolds(files[i]!.output, content, { outDir });
  });

  it('what lies in outDir stays as it is', async () => {
    const text = randomText(random, 3000);
    const paths = await writeInputs({ 'a.txt': text });
    const outDir = await outFolder();
    const first = await reportOfAll(paths, { outDir });
    const taken = pathOf(first.files[0]!.output);
    await rm(taken);
    writePlain(taken, 'mine');
    const { files } = await reportOfAll(paths, { outDir });
    expect((await readPlain(taken, 100)).toString(), `${taken} existed before and was overwritten`).toBe('mine');
    await expectHolds(files[0]!.output, text, { outDir });
  });

  it('an input in outDir is not overwritten by the output of another one', async () => {
    const contents = { 'a.txt': randomText(random, 3000), 'a.txt.gz': randomText(random, 2000) };
    const paths = await writeInputs(contents);
    const outDir = join(await scratch(), 'in');
    const { files } = await reportOfAll(paths, { outDir, workers: 2 });
    for (const [i, content] of Object.values(contents).entries()) {
      expect(
        (await readPlain(paths[i]!, content.length + 1000)).equals(content),
        `the input ${paths[i]} was overwritten`,
      ).toBe(true);
      await expectHolds(files[i]!.output, content, { outDir });
    }
  });
});

/**
 * The first `count` inputs to settle, in their order. The call is told to stop then; how it ends is for other rules to say,
 * and one that goes on to its end has settled no others first.
 */
async function firstToSettle(count: number, paths: string[], workers: number): Promise<string[]> {
  const settled: string[] = [];
  const enough = new AbortController();
  const onProgress = (progress?: { file: string }) => {
    settled.push(progress?.file as string);
    if (settled.length === count) enough.abort();
  };
  const options = { outDir: await outFolder(`of-${workers}`), level: 1, workers, onProgress, signal: enough.signal };
  const rejected = await compressFiles(paths, options).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (settled.length < count) throw rejected ?? new Error(`onProgress was called ${settled.length} times only`);
  const stranger = settled.find((file) => !paths.includes(file));
  const isKnown = settled.every((file) => paths.includes(file));
  expect(isKnown, `file of onProgress must be a path as it was given, received ${inspect(stranger)}`).toBe(true);
  return settled.slice(0, count);
}

describe('workers', () => {
  it('no more than so many files are worked on at once: a small one waits behind large ones', async () => {
    const large = [await writeGiant('large-0', LONG_BYTES), await writeGiant('large-1', LONG_BYTES)];
    const small = await writeInputs({ 'small-0': randomText(random, 100), 'small-1': randomText(random, 100) });
    const [first] = await firstToSettle(1, [...large, ...small], 2);
    const text = 'with two workers and two large files, a small one settled first: three files were worked on at once';
    expect(large.includes(first!), text).toBe(true);
  });

  it('one worker works on one file after the other', async () => {
    const large = await writeGiant('large', LONG_BYTES);
    const small = await writeInputs({ 'small-0': randomText(random, 100), 'small-1': randomText(random, 100) });
    const [first] = await firstToSettle(1, [large, ...small], 1);
    expect(first, 'with one worker, the small files must wait for the large one before them').toBe(large);
  });

  it('with enough files, so many are worked on at once: small ones pass by large ones', async () => {
    const large = [await writeGiant('large-0', LONGER_BYTES), await writeGiant('large-1', LONGER_BYTES)];
    const small = await writeInputs(
      Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`small-${i}`, randomText(random, 100)])),
    );
    const settled = await firstToSettle(4, [...large, ...small], 3);
    const text = 'with three workers and two large files, the third worker must do the small ones meanwhile';
    expect(settled.sort(), text).toEqual(small.sort());
  });
});

describe('independent-calls', () => {
  it('calls that run at the same time, on the same files and into the same folder, do not disturb each other', async () => {
    const contents = { a: randomText(random, 300_000), b: randomText(random, 200_000) };
    const paths = await writeInputs(contents);
    const outDir = await outFolder();
    const reports = await Promise.all([1, 2, 3].map(() => reportOfAll(paths, { outDir, workers: 2 })));
    const outputs = reports.flatMap(({ files }) => files.map(({ output }) => output));
    expect(new Set(outputs).size, 'every output of every call has a name of its own').toBe(6);
    for (const { files } of reports) {
      for (const [i, content] of Object.values(contents).entries()) {
        await expectHolds(files[i]!.output, content, { outDir });
      }
    }
  });
});
