import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { scratch, writePlain } from '@paralelo/testkit';
import { onTestFinished } from 'vitest';

let written = 0;

/** Writes each text to a file of its own, which the submission sees under the same path until the test ends. */
export async function textFiles(...texts: (string | Uint8Array)[]): Promise<string[]> {
  const folder = await scratch();
  const paths = texts.map(() => join(folder, `text-${++written}.txt`));
  for (const [i, path] of paths.entries()) writePlain(path, texts[i]!);
  return paths;
}

/** A file of `size` bytes that begins with `start`; the rest is a hole, which reads as zeros and takes no room. */
export async function holeyFile(start: string, size: number): Promise<string> {
  const path = join(await scratch(), `text-${++written}.txt`);
  writePlain(path, start, size);
  return path;
}

/** Minutes of work, as one file: a call that does not stop runs into its time limit. */
export async function endlessFile(): Promise<string> {
  return holeyFile('one two', 2 ** 36);
}

/** Minutes of work, as many files that take a moment each. */
export async function farTooMuch(): Promise<string[]> {
  return Promise.all(Array.from({ length: 1200 }, (_, i) => holeyFile(`file ${i}`, 2 ** 26)));
}

/** A named pipe that nobody writes to: whoever opens it like a file waits, until the test ends. */
export async function silentPipe(): Promise<string> {
  const path = join(await scratch(), 'pipe');
  execFileSync('mkfifo', [path]);
  // Lets them go: children of a submission would wait for ever.
  onTestFinished(() => {
    // A judge ends its submission by itself, and the folder with it.
    if (existsSync(path)) closeSync(openSync(path, 'r+'));
  });
  return path;
}
