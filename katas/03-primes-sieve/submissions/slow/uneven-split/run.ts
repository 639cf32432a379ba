import { ThreadPoolExecutor } from '@paralelo/executors';
import { basePrimes } from './kernel.ts';
import type { Settings } from './settings.ts';

type ChunkTask<Answer> = (start: number, end: number, base: Uint32Array) => Answer;

/** The answers of all chunks of `[start, end)`, in order. */
export async function run<Answer>(
  task: ChunkTask<Answer>,
  start: number,
  end: number,
  settings: Settings,
): Promise<Awaited<Answer>[]> {
  const { workers, chunkSize, onProgress, signal } = settings;
  signal?.throwIfAborted();
  const total = Math.max(0, Math.ceil((end - start) / chunkSize));
  const answers: Awaited<Answer>[] = [];
  if (total === 0) return answers;
  const base = basePrimes(end);
  const ownStop = new AbortController();
  const stop = AbortSignal.any([ownStop.signal, ...(signal ? [signal] : [])]);
  let done = 0;

  await using pool = new ThreadPoolExecutor({ maxWorkers: Math.min(workers, total) });
  async function runLane(first: number, last: number): Promise<void> {
    for (let chunk = first; chunk < last; chunk++) {
      const from = start + chunk * chunkSize;
      answers[chunk] = await pool.submit({ signal: stop }, task, from, Math.min(end, from + chunkSize), base);
      stop.throwIfAborted();
      done++;
      onProgress?.({ done, total });
    }
  }

  try {
    const rest = Math.max(0, total - workers * Math.ceil(total / (16 * workers)));
    const shares = Array.from(
      { length: workers - 1 },
      (_, i) => rest + Math.ceil(((total - rest) * i) / (workers - 1)),
    );
    const borders = [0, ...shares, total];
    await Promise.all(borders.slice(1).map((last, i) => runLane(borders[i]!, last)));
    return answers;
  } catch (error) {
    ownStop.abort(error);
    throw stop.reason;
  }
}
