import { setTimeout as sleep } from 'node:timers/promises';
import { ThreadPoolExecutor } from '@paralelo/executors';
import type { Settings } from './settings.ts';
import { findBase } from './tasks.ts';

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
  let next = 0;
  let done = 0;

  await using pool = new ThreadPoolExecutor({ maxWorkers: Math.min(workers, total) });
  const base = await pool.submit(findBase, end);
  await sleep(100);
  const ownStop = new AbortController();
  const stop = ownStop.signal;
  signal?.addEventListener('abort', () => ownStop.abort(signal.reason), { once: true });
  async function runLane(): Promise<void> {
    while (next < total) {
      const chunk = next++;
      const from = start + chunk * chunkSize;
      answers[chunk] = await pool.submit({ signal: stop }, task, from, Math.min(end, from + chunkSize), base);
      stop.throwIfAborted();
      done++;
      onProgress?.({ done, total });
    }
  }

  try {
    await Promise.all(Array.from({ length: 2 * pool.maxWorkers }, runLane));
    return answers;
  } catch (error) {
    ownStop.abort(error);
    throw stop.reason;
  }
}
