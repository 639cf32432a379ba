import { access, constants, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderJson } from '../report/json.ts';
import type { Result } from '../report/result.ts';
import { sentence } from '../report/sentence.ts';
import { UsageError } from '../usage-error.ts';

/** Two katas may finish at the same time: each write has a file of its own aside. */
let writes = 0;

/** What to say of a folder that was given for results, and of what the system says about it. */
export function cannotWrite(dir: string, cause: unknown): UsageError {
  return new UsageError(sentence('usage.unwritable', { dir, said: (cause as Error).message }), { cause });
}

/** Makes `dir` and sees that it can be written to, before minutes go into what would be lost. @throws {UsageError} */
export async function prepareOut(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true });
    await access(dir, constants.W_OK);
  } catch (cause) {
    throw cannotWrite(dir, cause);
  }
}

/**
 * Writes `result.json` into `dir`, which exists, aside and renamed: whoever reads it sees an old result or a new one, never half of one.
 *
 * @returns the path of the file.
 * @throws {UsageError} when `dir` cannot be written to.
 * @throws {ZodError} when the result breaks its own schema, which is our fault and not the folder's.
 */
export async function writeResult(dir: string, result: Result): Promise<string> {
  const path = join(dir, 'result.json');
  const aside = join(dir, `.result-${process.pid}-${++writes}.json`);
  const text = renderJson(result);
  try {
    await writeFile(aside, text);
    await rename(aside, path);
  } catch (cause) {
    throw cannotWrite(dir, cause);
  }
  return path;
}
