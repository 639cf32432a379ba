import { createReadStream } from 'node:fs';
import { MAX_RESULT_CHARS, parseResult } from '../report/json.ts';
import type { Result } from '../report/result.ts';
import { sentence } from '../report/sentence.ts';
import { UsageError } from '../usage-error.ts';

/** A character takes at most three bytes of UTF-8 per unit of UTF-16. */
const MAX_BYTES = 3 * MAX_RESULT_CHARS;

/**
 * Reads a `result.json`, from a file or a pipe. No more of it comes into memory than a result may have, whatever it is.
 *
 * @throws {UsageError} when it cannot be read, is too long or is no result.
 */
export async function readResult(path: string): Promise<Result> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path, { end: MAX_BYTES })) {
      chunks.push(chunk);
      bytes += chunk.length;
    }
  } catch (cause) {
    throw new UsageError(sentence('usage.unreadable', { path, said: (cause as Error).message }), { cause });
  }
  if (bytes > MAX_BYTES) {
    throw new UsageError(sentence('usage.endless', { path, bytes: MAX_BYTES }));
  }
  return parseResult(Buffer.concat(chunks).toString('utf8'));
}
