import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type SeededRandom, scratch } from '@paralelo/testkit';

const LETTERS = 'eeetttaaooiinnsshhrrddlucmfwygpbvkxqjz';

/** Text of made-up words, `bytes` long, that nobody knows beforehand. */
export function randomText(random: SeededRandom, bytes: number): Buffer {
  const words = Array.from({ length: 800 }, () =>
    Array.from({ length: random.int(2, 11) }, () => LETTERS[random.int(0, LETTERS.length)]).join(''),
  );
  const text = Buffer.alloc(bytes);
  let at = 0;
  while (at < bytes) at += text.write(`${words[Math.floor(random.next() ** 2 * words.length)]} `, at, 'latin1');
  return text;
}

/** Writes files below a folder `in` of the test's scratch folder. */
export async function writeInputs(contents: Readonly<Record<string, Buffer>>): Promise<string[]> {
  const folder = join(await scratch(), 'in');
  const paths: string[] = [];
  for (const [name, content] of Object.entries(contents)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    paths.push(path);
  }
  return paths;
}

/** The folder that outputs go to; a submission makes it. */
export async function outFolder(name = 'out'): Promise<string> {
  return join(await scratch(), name);
}
