import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { readPlain, type SeededRandom, type SpeedupWorkload, seededRandom, writePlain } from '@paralelo/testkit';
import type { Report } from '../src/index.ts';
import { randomText } from './texts.ts';

/**
 * 48 MiB: about 1.4 s for the sequential baseline on one core. A fresh process needs some 0.1 to 0.2 s until its streams run at
 * full speed, so less would measure that, and more would leave a slow one no time for its rounds. Twenty-four files balance on two
 * and on four cores.
 */
const FILES = 24;
const BYTES_EACH = 2 * 1024 * 1024;
/** To draw every letter would take as long as to compress it. */
const BYTES_DRAWN = 4 * 1024 * 1024;
const BYTES_OF_PART = 128 * 1024;
const LEVEL = 6;
/** On the threads of libuv, all files at once: between two runs a round need not wait for one core. */
const unpack = promisify(gunzip);
/** Compressors of one level differ a little; a level less costs more than this. */
const MOST_TIMES_LARGER = 1.02;

/** All inputs of a round are the same: made once for its three runs. */
let made: { seed: number; texts: Buffer[] } | undefined;

function textsOf(seed: number): readonly Buffer[] {
  if (made?.seed !== seed) {
    const random = seededRandom(seed);
    const drawn = randomText(random, BYTES_DRAWN);
    made = { seed, texts: Array.from({ length: FILES }, () => textFrom(drawn, random)) };
  }
  return made.texts;
}

/** Parts from anywhere in what was drawn, longer than gzip looks back. */
function textFrom(drawn: Buffer, random: SeededRandom): Buffer {
  const parts = Array.from({ length: BYTES_EACH / BYTES_OF_PART }, () => {
    const start = random.int(0, BYTES_DRAWN - BYTES_OF_PART);
    return drawn.subarray(start, start + BYTES_OF_PART);
  });
  return Buffer.concat(parts);
}

const inputsIn = (folder: string) => textsNames().map((name) => join(folder, 'in', name));
const outputsIn = (folder: string) => join(folder, 'out');
const textsNames = () => Array.from({ length: FILES }, (_, i) => `text-${i}.txt`);

/** What the files that were written say, whatever the answer says. */
interface Written {
  readonly bytes: number;
}

/** Compressing 24 texts that no one knows beforehand with gzip at level 6. */
export const speedup: SpeedupWorkload<typeof import('../src/index.ts'), number, unknown> = {
  makeInput: (seed) => seed,

  async prepare(seed, folder) {
    const texts = textsOf(seed);
    for (const [i, path] of inputsIn(folder).entries()) writePlain(path, texts[i]!);
  },

  run: (kata, _seed, { workers, folder }) =>
    kata.compressFiles(inputsIn(folder!), { outDir: outputsIn(folder!), algorithm: 'gzip', level: LEVEL, workers }),

  async inspect(answer, seed, folder): Promise<Written> {
    const { files } = answer as Report;
    if (!Array.isArray(files) || files.length !== FILES) throw new Error(`expected ${FILES} files in the report`);
    if (new Set(files.map(({ output }) => output)).size !== FILES) throw new Error('two inputs have the same output');
    const folderOut = outputsIn(folder);
    const lengths = await Promise.all(
      files.map(async ({ output }, i) => {
        if (typeof output !== 'string' || dirname(output) !== folderOut) throw new Error('an output is not in outDir');
        const packed = await readPlain(output, 2 * BYTES_EACH);
        const text = await unpack(packed, { maxOutputLength: BYTES_EACH + 1 });
        if (!text.equals(textsOf(seed)[i]!)) throw new Error(`${output} holds other bytes`);
        return packed.length;
      }),
    );
    return { bytes: lengths.reduce((sum, length) => sum + length, 0) };
  },

  check(answer, expected) {
    const [{ bytes }, { bytes: usual }] = [answer as Written, expected as Written];
    if (bytes <= usual * MOST_TIMES_LARGER) return undefined;
    return `wrote ${bytes} bytes, expected about ${usual}: level ${LEVEL} was asked for`;
  },
};
