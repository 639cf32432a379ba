import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { kataSeed, readPlain, replayHint, scratch, seededRandom, writePlain } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { compressFiles } from '#kata';
import { expectHolds, expectOnlyWhole, must, pathOf } from './expectations.ts';
import { reportOf, reportOfAll } from './reports.ts';
import { outFolder, randomText, writeInputs } from './texts.ts';

const random = seededRandom(kataSeed());

describe('figures', () => {
  it('sizes and ratios are those of the files, totals their sums, the average the mean of the ratios, also of a file that is given twice', async () => {
    const contents = {
      words: randomText(random, random.int(50_000, 90_000)),
      zeros: Buffer.alloc(random.int(10_000, 20_000)),
      few: randomText(random, 40),
    };
    const outDir = await outFolder();
    const paths = await writeInputs(contents);
    const report = await reportOfAll([...paths, paths[0]!], { outDir });
    let [original, compressed, ratios] = [0, 0, 0];
    for (const [i, content] of [...Object.values(contents), contents.words].entries()) {
      const bytes = await expectHolds(report.files[i]!.output, content, { outDir });
      const row = { originalBytes: content.length, compressedBytes: bytes };
      expect(report.files[i], `files[${i}] ${replayHint()}`).toMatchObject(row);
      expect(report.files[i]!.ratio, `ratio ${replayHint()}`).toBeCloseTo(bytes / content.length, 9);
      [original, compressed, ratios] = [original + content.length, compressed + bytes, ratios + bytes / content.length];
    }
    const totals = { originalBytes: original, compressedBytes: compressed, failed: [] };
    expect(report, `totals, one input given twice ${replayHint()}`).toMatchObject(totals);
    expect(report.averageRatio, `averageRatio ${replayHint()}`).toBeCloseTo(ratios / 4, 9);
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
    const inputs = files.map(({ input }) => input);
    expect(inputs, `inputs of the files, in their order ${replayHint()}`).toEqual(paths);
    const given = [...paths];
    await compressFiles(given, { outDir: await outFolder('again'), level: 1 });
    expect(given, 'the list of paths must stay as it was').toEqual(paths);
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
    expect(places.join(' '), 'places of failed among the 14 inputs that fail').toBe([...bad.keys()].join(' '));
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
    const failed = report.failed.map(({ input }) => input);
    expect(failed, 'inputs of failed: one that is missing, a folder, a link to itself').toEqual(bad);
    for (const { input, error } of report.failed) {
      must(typeof error === 'string' && error !== '', `${input} needs a message, has ${inspect(error)}`);
    }
    const inputs = report.files.map(({ input }) => input);
    expect(inputs, 'the files that can be compressed').toEqual([first, last]);
    for (const [i, content] of Object.values(contents).entries()) {
      await expectHolds(report.files[i]!.output, content, { outDir });
    }
    expect(report, 'the total, of the files alone').toMatchObject({ originalBytes: 11_000 });
    await expectOnlyWhole(outDir, Object.values(contents));
  });
});

describe('no-overwrite', () => {
  it('inputs of the same name, and the same path twice, give an output each', async () => {
    const contents = { 'x/a.txt': randomText(random, 3000), 'y/a.txt': randomText(random, 4000) };
    const [x, y] = await writeInputs(contents);
    const outDir = await outFolder();
    const { files } = await reportOfAll([x!, y!, x!, y!], { outDir, workers: 4 });
    expect(new Set(files.map(({ output }) => output)).size, `every output has a name of its own ${replayHint()}`).toBe(
      4,
    );
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
      const isAsBefore = (await readPlain(paths[i]!, content.length + 1000)).equals(content);
      must(isAsBefore, `the input ${paths[i]} was overwritten ${replayHint()}`);
      await expectHolds(files[i]!.output, content, { outDir });
    }
  });
});
