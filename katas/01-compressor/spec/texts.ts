import { join } from 'node:path';
import { type SeededRandom, scratch, writePlain } from '@paralelo/testkit';

const LETTERS = 'eeetttaaooiinnsshhrrddlucmfwygpbvkxqjz';

/** Text of made-up words, `bytes` long, that nobody knows beforehand. */
export function randomText(random: SeededRandom, bytes: number): Buffer {
  const words = Array.from({ length: 800 }, () => {
    const letters = Array.from({ length: random.int(2, 11) }, () => LETTERS[random.int(0, LETTERS.length)]);
    return Buffer.from(`${letters.join('')} `, 'latin1');
  });
  const text = Buffer.alloc(bytes);
  let at = 0;
  while (at < bytes) {
    const word = words[Math.floor(random.next() ** 2 * words.length)]!;
    // Byte by byte: a workload has millions of words, and a call of `copy` costs more than they do.
    for (let i = 0; i < word.length && at < bytes; i++) text[at++] = word[i]!;
  }
  return text;
}

/** Writes files below a folder `in` of the test's scratch folder. */
export async function writeInputs(contents: Readonly<Record<string, Buffer>>): Promise<string[]> {
  const folder = join(await scratch(), 'in');
  const paths: string[] = [];
  for (const [name, content] of Object.entries(contents)) {
    const path = join(folder, name);
    writePlain(path, content);
    paths.push(path);
  }
  return paths;
}

/** The folder that outputs go to; a submission makes it. */
export async function outFolder(name = 'out'): Promise<string> {
  return join(await scratch(), name);
}
