import { kataSeed, replayHint, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { compressFiles } from '#kata';
import { expectHolds } from './expectations.ts';
import { LONG_BYTES, writeGiant } from './giants.ts';
import { reportOfAll } from './reports.ts';
import { outFolder, randomText, writeInputs } from './texts.ts';

const random = seededRandom(kataSeed());

describe('independent-calls', () => {
  it('calls that run at the same time, on the same files and into the same folder, do not disturb each other', async () => {
    const contents = { a: randomText(random, 300_000), b: randomText(random, 200_000) };
    const paths = await writeInputs(contents);
    const outDir = await outFolder();
    const heard: unknown[][] = [[], [], []];
    const reports = await Promise.all(
      heard.map((own) => reportOfAll(paths, { outDir, workers: 2, onProgress: (progress) => void own.push(progress) })),
    );
    const outputs = reports.flatMap(({ files }) => files.map(({ output }) => output));
    expect(new Set(outputs).size, `every output of every call has a name of its own ${replayHint()}`).toBe(6);
    for (const { files } of reports) {
      for (const [i, content] of Object.values(contents).entries()) {
        await expectHolds(files[i]!.output, content, { outDir });
      }
    }
    const counts = paths.map((_, i) => ({ done: i + 1, total: paths.length }));
    for (const own of heard) expect(own, `every call counts its own files ${replayHint()}`).toMatchObject(counts);
  });

  it('what onProgress of one call throws, or an abort of it, does not stop another call', async () => {
    const content = randomText(random, 1000);
    const paths = await writeInputs({ a: content, b: content, c: content });
    const large = await writeGiant('large', LONG_BYTES);
    const outDir = await outFolder();
    const onProgress = () => {
      throw new Error('no more of mine, please');
    };
    const stop = new AbortController();
    const abort = () => stop.abort();
    const [other] = await Promise.allSettled([
      reportOfAll([large, paths[0]!], { outDir, level: 1, workers: 2 }),
      compressFiles([...paths], { outDir, workers: 2, onProgress }),
      compressFiles([...paths], { outDir, workers: 2, onProgress: abort, signal: stop.signal }),
    ]);
    const text = 'one call works on a large file while onProgress of another call throws, and a third one is aborted';
    expect(other, `${text}: it must go through`).toMatchObject({ status: 'fulfilled' });
    const { files } = (other as PromiseFulfilledResult<Awaited<ReturnType<typeof reportOfAll>>>).value;
    expect(files[0], text).toMatchObject({ input: large, originalBytes: LONG_BYTES });
    await expectHolds(files[1]!.output, content, { outDir });
  });
});
