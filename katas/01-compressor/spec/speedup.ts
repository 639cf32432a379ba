import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readPlain, type SpeedupWorkload, seededRandom } from '@paralelo/testkit';
import type { Report } from '../src/index.ts';
import { randomText } from './texts.ts';

/**
 * 48 MiB: about 1.4 s for the sequential baseline on one core. A fresh process needs some 0.1 to 0.2 s until its streams run at
 * full speed, so less would measure that, and more would leave a slow one no time for its rounds. Twenty-four files balance on two
 * and on four cores.
 */
const FILES = 24;
const BYTES_EACH = 2 * 1024 * 1024;
const LEVEL = 6;
/** Compressors of one level differ a little; a level less costs more than this. */
const MOST_TIMES_LARGER = 1.02;

/** All inputs of a round are the same: made once for its three runs. */
let made: { seed: number; texts: Buffer[] } | undefined;

function textsOf(seed: number): readonly Buffer[] {
  if (made?.seed !== seed) {
    const random = seededRandom(seed);
    made = { seed, texts: Array.from({ length: FILES }, () => randomText(random, BYTES_EACH)) };
  }
  return made.texts;
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
    await mkdir(join(folder, 'in'));
    const texts = textsOf(seed);
    for (const [i, path] of inputsIn(folder).entries()) await writeFile(path, texts[i]!);
  },

  run: (kata, _seed, { workers, folder }) =>
    kata.compressFiles(inputsIn(folder!), { outDir: outputsIn(folder!), algorithm: 'gzip', level: LEVEL, workers }),

  async inspect(answer, seed, folder): Promise<Written> {
    const { files } = answer as Report;
    if (!Array.isArray(files) || files.length !== FILES) throw new Error(`expected ${FILES} files in the report`);
    if (new Set(files.map(({ output }) => output)).size !== FILES) throw new Error('two inputs have the same output');
    let bytes = 0;
    for (const [i, text] of textsOf(seed).entries()) {
      const { output } = files[i]!;
      if (typeof output !== 'string' || dirname(output) !== outputsIn(folder))
        throw new Error('an output is not in outDir');
      const packed = await readPlain(output, 2 * BYTES_EACH);
      if (!gunzipSync(packed, { maxOutputLength: BYTES_EACH + 1 }).equals(text))
        throw new Error(`${output} holds other bytes`);
      bytes += packed.length;
    }
    return { bytes };
  },

  check(answer, expected) {
    const [{ bytes }, { bytes: usual }] = [answer as Written, expected as Written];
    if (bytes <= usual * MOST_TIMES_LARGER) return undefined;
    return `wrote ${bytes} bytes, expected about ${usual}: level ${LEVEL} was asked for`;
  },
};
