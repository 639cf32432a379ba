import { replayHint } from './kata-seed.ts';
import { settled } from './settled.ts';

/**
 * What `call` throws or rejects with.
 *
 * @param what - the subject of the sentence that says it does not
 * @throws Error where it does neither, with the seed of the test run
 * @example
 * const error = await rejectionOf(() => countWords(files, { signal: AbortSignal.abort(reason) }), 'an aborted call');
 */
export async function rejectionOf(call: () => unknown, what: string): Promise<unknown> {
  const fate = (async () => call())().then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const rejected = await settled(fate, what);
  if (rejected === undefined) throw new Error(`${what} must throw or reject, but it went through ${replayHint()}`);
  return rejected.error;
}

/**
 * Fails unless `call` throws or rejects with a TypeError or RangeError, which is how bad input is refused.
 *
 * @param named - what the message of that error must name
 * @throws Error that says what happened instead
 * @example
 * await expectRefusal(() => sieve(-1), 'sieve(-1)');
 */
export async function expectRefusal(call: () => unknown, what: string, named = ''): Promise<void> {
  const error = await rejectionOf(call, what);
  const text = `${what} must be refused with a TypeError or RangeError`;
  if (!(error instanceof TypeError || error instanceof RangeError)) {
    throw new Error(`${text}, not with ${String(error)} ${replayHint()}`);
  }
  if (!error.message.includes(named)) throw new Error(`${text} that names ${named}, not with ${String(error)}`);
}
