import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratch } from '@paralelo/testkit';

let written = 0;

/** Writes each text to a file of its own, which the submission sees under the same path until the test ends. */
export async function textFiles(...texts: (string | Uint8Array)[]): Promise<string[]> {
  const folder = await scratch();
  const paths = texts.map(() => join(folder, `text-${++written}.txt`));
  await Promise.all(paths.map((path, i) => writeFile(path, texts[i]!)));
  return paths;
}

/** A file of `size` bytes that begins with `start`; the rest is a hole, which reads as zeros and takes no room. */
export async function holeyFile(start: string, size: number): Promise<string> {
  const [path] = await textFiles(start);
  await truncate(path!, size);
  return path!;
}
