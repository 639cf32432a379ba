import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expectRefusal, kataSeed, readPlain, replayHint, scratch, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { createSampleFiles } from '#kata';
import { must } from './expectations.ts';

const random = seededRandom(kataSeed());

async function samplesOf(name: string, options: Parameters<typeof createSampleFiles>[1]): Promise<Buffer[]> {
  const dir = join(await scratch(), name, 'deep');
  const paths = await createSampleFiles(dir, options);
  const isList = Array.isArray(paths) && [...paths].every((path) => typeof path === 'string');
  must(isList, `createSampleFiles(dir, ${inspect(options)}) must give paths, received ${inspect(paths)}`);
  expect(new Set(paths).size, 'every sample is a file of its own').toBe(paths.length);
  for (const path of paths) must(path.startsWith(dir), `${path} must lie in the folder that was given`);
  return Promise.all(paths.map((path) => readPlain(path, 2 ** 21)));
}

describe('samples', () => {
  it('are ten files of 1 MiB unless something else is asked for', async () => {
    const samples = await samplesOf('default', undefined);
    expect(samples.map((sample) => sample.length)).toEqual(Array(10).fill(2 ** 20));
  });

  it('are as many and as large as asked for, down to none and to empty', async () => {
    const [count, bytesEach] = [random.int(2, 6), random.int(1000, 100_000)];
    const samples = await samplesOf('some', { count, bytesEach });
    expect(
      samples.map((sample) => sample.length),
      `the lengths of ${count} files ${replayHint()}`,
    ).toEqual(Array(count).fill(bytesEach));
    expect(await samplesOf('none', { count: 0 })).toEqual([]);
    expect(await samplesOf('empty', { count: 1, bytesEach: 0 })).toEqual([Buffer.alloc(0)]);
  });

  it('are text of random words, another one in every file', async () => {
    const samples = await samplesOf('words', { count: 3, bytesEach: 20_000 });
    for (const sample of samples) {
      const words = sample.toString().split(/\s+/);
      expect(words.length, 'words, separated by white space').toBeGreaterThan(1000);
      expect(new Set(words).size, 'different words').toBeGreaterThan(50);
    }
    expect(new Set(samples.map(String)).size, 'different files').toBe(3);
  });

  it('are equal for equal seeds, and different for different ones', async () => {
    const seed = random.int(2, 1_000_000);
    const options = { count: 2, bytesEach: 5000 };
    const first = await samplesOf('first', { ...options, seed });
    const again = await samplesOf('again', { ...options, seed });
    const isEqual = first.every((sample, i) => sample.equals(again[i]!));
    must(isEqual, `equal seeds must give equal bytes; seed: ${seed} ${replayHint()}`);
    const seen = new Map(first.map((sample, i) => [sample.toString(), `file ${i} of seed ${seed}`]));
    for (const other of [seed + 1, 0, 1]) {
      for (const [i, sample] of (await samplesOf(`seed-${other}`, { ...options, seed: other })).entries()) {
        const [name, same] = [`file ${i} of seed ${other}`, seen.get(sample.toString())];
        must(same === undefined, `${name} has the bytes of ${same}; expected other ones in every file ${replayHint()}`);
        seen.set(sample.toString(), name);
      }
    }
  });

  it('are refused where their number or size cannot be meant', async () => {
    const dir = join(await scratch(), 'never');
    for (const bad of [-1, 1.5, NaN, '2' as never]) {
      await expectRefusal(() => createSampleFiles(dir, { count: bad }), `count: ${String(bad)}`);
      await expectRefusal(() => createSampleFiles(dir, { bytesEach: bad }), `bytesEach: ${String(bad)}`);
    }
    must(!existsSync(dir), 'the folder was made before the options were refused');
  });
});
