import { Readable } from 'node:stream';
import { createZstdDecompress } from 'node:zlib';
import { kataSeed, readPlain, replayHint, seededRandom } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { type Algorithm, expectHolds, pathOf } from './expectations.ts';
import { BEYOND_MEMORY_BYTES, writeGiant } from './giants.ts';
import { reportOfAll } from './reports.ts';
import { outFolder, randomText, writeInputs } from './texts.ts';

const random = seededRandom(kataSeed());
const ALGORITHMS: readonly Algorithm[] = ['gzip', 'deflate', 'brotli', 'zstd'];

describe('round-trip', () => {
  it.each(ALGORITHMS)('%s gives back every byte, of text and of noise', async (algorithm) => {
    const noise = Buffer.from(Array.from({ length: random.int(70_000, 90_000) }, () => random.int(0, 256)));
    const contents = { 'a.txt': randomText(random, random.int(300_000, 400_000)), 'b.bin': noise, c: Buffer.from('x') };
    const outDir = await outFolder();
    const { files } = await reportOfAll(await writeInputs(contents), { outDir, algorithm, workers: 2 });
    for (const [i, content] of Object.values(contents).entries()) {
      await expectHolds(files[i]!.output, content, { outDir, algorithm });
    }
  });

  it('an empty file gives back nothing, in every format', async () => {
    const paths = await writeInputs({ empty: Buffer.alloc(0) });
    for (const algorithm of ALGORITHMS) {
      const outDir = await outFolder(algorithm);
      const { files } = await reportOfAll(paths, { outDir, algorithm });
      await expectHolds(files[0]!.output, Buffer.alloc(0), { outDir, algorithm });
    }
  });

  it('outDir is made where it is missing, however deep', async () => {
    const text = randomText(random, 1000);
    const outDir = await outFolder('not/there/yet');
    const { files } = await reportOfAll(await writeInputs({ a: text }), { outDir });
    await expectHolds(files[0]!.output, text, { outDir });
  });
});

describe('levels', () => {
  it.each([
    ['gzip', [0, 1, 9]],
    ['deflate', [0, 1, 9]],
    ['brotli', [0, 1, 11]],
    ['zstd', [1, 19]],
  ] as const)('%s tries harder at a higher level', async (algorithm, levels) => {
    const text = randomText(random, 80_000);
    const paths = await writeInputs({ 'a.txt': text });
    const sizes: number[] = [];
    for (const level of levels) {
      const outDir = await outFolder(`level-${level}`);
      const { files } = await reportOfAll(paths, { outDir, algorithm, level });
      sizes.push(await expectHolds(files[0]!.output, text, { outDir, algorithm }));
    }
    for (const [i, level] of levels.slice(1).entries()) {
      const text = `bytes of ${algorithm} at level ${level}, below those at level ${levels[i]}`;
      expect(sizes[i + 1], `${text} ${replayHint()}`).toBeLessThan(sizes[i]!);
    }
  });

  it('the first and the last level of every algorithm are levels', async () => {
    const text = randomText(random, 2000);
    const paths = await writeInputs({ a: text });
    const ends = { gzip: [0, 9], deflate: [0, 9], brotli: [0, 11], zstd: [1, 22] } as const;
    for (const algorithm of ALGORITHMS) {
      for (const level of ends[algorithm]) {
        const outDir = await outFolder(`${algorithm}-${level}`);
        const { files } = await reportOfAll(paths, { outDir, algorithm, level });
        await expectHolds(files[0]!.output, text, { outDir, algorithm });
      }
    }
  });
});

describe('streaming', () => {
  it('a file larger than all the memory that is allowed goes through', async () => {
    const path = await writeGiant('giant', BEYOND_MEMORY_BYTES);
    const outDir = await outFolder();
    const options = { outDir, algorithm: 'zstd', level: 1, workers: 1 } as const;
    const { files } = await reportOfAll([path], options);
    expect(files[0]!.originalBytes, 'originalBytes').toBe(BEYOND_MEMORY_BYTES);
    const packed = await readPlain(pathOf(files[0]!.output), 10_000_000);
    expect(await countZeros(packed), `${packed.length} bytes must unpack to zeros`).toBe(BEYOND_MEMORY_BYTES);
  });
});

const ZEROS = Buffer.alloc(1 << 20);

/** How many bytes it unpacks to, all of them 0; fails at the first other one. */
async function countZeros(packed: Buffer): Promise<number> {
  let bytes = 0;
  const unpacked = Readable.from([packed]).compose(createZstdDecompress({ chunkSize: ZEROS.length }));
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    const isZero = chunk.equals(ZEROS.subarray(0, chunk.length));
    if (!isZero || bytes > BEYOND_MEMORY_BYTES) expect.fail(`the giant unpacks to something else ${replayHint()}`);
  }
  return bytes;
}
