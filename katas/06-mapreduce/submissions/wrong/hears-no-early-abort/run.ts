import { setTimeout as sleep } from 'node:timers/promises';
import { ThreadPoolExecutor } from '@paralelo/executors';
import { partsOf } from './parts.ts';
import type { Packed } from './phases.ts';
import type { Settings } from './settings.ts';
import { mapPart, sumGroup } from './tasks.ts';

/** Counts the words of all files on a pool of threads; gives the sums of each reducer. */
export async function run(files: readonly string[], given: Settings): Promise<Packed[]> {
  const { workers, reducers, onProgress, signal } = given;
  signal?.throwIfAborted();
  if (files.length === 0) return [];
  const parts = await partsOf(files);
  const partsLeft = files.map((_, file) => parts.filter((part) => part.file === file).length);
  const queue = parts.values();
  const groups = Array.from({ length: reducers }, (): Packed[] => []);
  const ownStop = new AbortController();
  const stop = ownStop.signal;
  await sleep(100);
  signal?.addEventListener('abort', () => ownStop.abort(signal.reason), { once: true });
  let done = 0;

  await using pool = new ThreadPoolExecutor({ maxWorkers: workers });
  async function runLane(): Promise<void> {
    for (const part of queue) {
      const dealt = await pool.submit({ signal: stop }, mapPart, part, reducers);
      for (const [reducer, packed] of dealt.entries()) groups[reducer]!.push(packed);
      stop.throwIfAborted();
      if (--partsLeft[part.file]! > 0) continue;
      onProgress?.({ done: ++done, total: files.length });
    }
  }

  try {
    await Promise.all(Array.from({ length: 2 * workers }, runLane));
    return await Promise.all(groups.map((group) => pool.submit({ signal: stop }, sumGroup, group)));
  } catch (error) {
    ownStop.abort(error);
    throw stop.reason;
  }
}
