import { basename } from 'node:path';
import { inspect } from 'node:util';
import { kataSeed, replayHint, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { compressFiles } from '#kata';
import { must } from './expectations.ts';
import { LONG_BYTES, LONGER_BYTES, PATIENCE_MS, writeGiant } from './giants.ts';
import { outFolder, randomText, writeInputs } from './texts.ts';

const random = seededRandom(kataSeed());

/**
 * The first `count` inputs to settle, in their order; fewer, where the others take too long. The call is told to stop then: how it
 * ends is for other rules to say, and one that goes on to its end has settled no others first.
 */
async function firstToSettle(count: number, paths: string[], workers: number): Promise<string[]> {
  const settled: string[] = [];
  const enough = new AbortController();
  const late = AbortSignal.timeout(PATIENCE_MS);
  const onProgress = (progress?: { file: string }) => {
    settled.push(progress?.file as string);
    if (settled.length === count) enough.abort();
  };
  const options = { outDir: await outFolder(`of-${workers}`), level: 1, workers, onProgress };
  const rejected = await compressFiles([...paths], { ...options, signal: AbortSignal.any([enough.signal, late]) }).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (settled.length < count && !late.aborted) {
    throw rejected ?? new Error(`onProgress was called ${settled.length} times only, expected ${paths.length}`);
  }
  const stranger = settled.find((file) => !paths.includes(file));
  const isKnown = settled.every((file) => paths.includes(file));
  must(isKnown, `file of onProgress must be a path as it was given, received ${inspect(stranger)}`);
  return settled.slice(0, count);
}

function smallInputs(count: number): Promise<string[]> {
  const contents = Array.from({ length: count }, (_, i) => [`small-${i}`, randomText(random, 100)]);
  return writeInputs(Object.fromEntries(contents));
}

const namesOf = (paths: readonly string[]) => paths.map((path) => basename(path)).join(' ');

describe('workers', () => {
  it('no more than so many files are worked on at once: a small one waits behind large ones', async () => {
    const large = [await writeGiant('large-0', LONG_BYTES), await writeGiant('large-1', LONG_BYTES)];
    const [first] = await firstToSettle(1, [...large, ...(await smallInputs(2))], 2);
    const text =
      'with two workers, one of the two large files before the small ones must settle first: three files were worked on at once, or they were not begun in the order of the list';
    expect(large, text).toContain(first);
  });

  it('one worker works on one file after the other, in the order of the list', async () => {
    const [small, next] = await smallInputs(2);
    const [middle] = await writeInputs({ middle: randomText(random, random.int(100_000, 200_000)) });
    const paths = [small!, await writeGiant('large', LONG_BYTES), next!, middle!];
    const text = 'with one worker, a small, a large, a small and a middle file must settle in the order of the list';
    expect(namesOf(await firstToSettle(4, paths, 1)), `${text} ${replayHint()}`).toBe(namesOf(paths));
  });

  it('with enough files, so many are worked on at once: small ones pass by large ones', async () => {
    const large = [await writeGiant('large-0', LONGER_BYTES), await writeGiant('large-1', LONGER_BYTES)];
    const small = await smallInputs(4);
    const settled = await firstToSettle(4, [...large, ...small], 3);
    const text = `with three workers and two large files, the third worker must do the small ones meanwhile: the first four to settle, within ${PATIENCE_MS / 1000} s`;
    expect(namesOf(settled.sort()), text).toBe(namesOf(small.sort()));
  });
});
