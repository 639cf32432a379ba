import { setImmediate as nextTurn } from 'node:timers/promises';
import { basePrimes } from './kernel.ts';
import type { Settings } from './settings.ts';

/** Numbers sieved between two looks at the signal. */
const STEP = 4_000_000;

/** The answers of all parts of `[start, end)`, in order, one after the other on this thread. */
export async function run<Answer>(
  sieve: (start: number, end: number, base: Uint32Array) => Answer,
  start: number,
  end: number,
  { chunkSize, onProgress, signal }: Settings,
): Promise<Answer[]> {
  signal?.throwIfAborted();
  const total = Math.max(0, Math.ceil((end - start) / chunkSize));
  const answers: Answer[] = [];
  const base = basePrimes(end);
  for (let done = 1; done <= total; done++) {
    const to = Math.min(end, start + done * chunkSize);
    for (let from = start + (done - 1) * chunkSize; from < to; from += STEP) {
      answers.push(sieve(from, Math.min(to, from + STEP), base));
      await nextTurn();
      signal?.throwIfAborted();
    }
    onProgress?.({ done, total });
  }
  return answers;
}
