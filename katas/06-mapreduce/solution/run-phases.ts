import { ThreadPoolExecutor, taskRef } from '@paralelo/executors';
import type { Plan } from './options.ts';
import { piecesOf } from './pieces.ts';
import type { PackedWords } from './word-table.ts';

/** What workers run, by name. */
const workerTask = taskRef<typeof import('./tasks.ts')>(new URL('./tasks.ts', import.meta.url));

/** Enough that a worker finds its next piece waiting when it is done with one. */
const PIECES_WAITING = 2;
/** More groups keep no more threads busy, and each costs three arrays in every piece and a task of its own. */
const MOST_GROUPS = 64;
/** When so many parts of one group lie here they are summed up into one: memory is bounded by words, not by files. */
const MOST_PARTS = 64;

/**
 * Maps all files and reduces all groups on threads.
 *
 * @returns the sum of each group; no word is in two of them.
 * @throws the signal's reason, what `onProgress` threw, or an Error that names a file; by then no worker is left.
 */
export async function runPhases(files: readonly string[], plan: Plan): Promise<PackedWords[]> {
  const { workers, reducers, onProgress, signal } = plan;
  signal.throwIfAborted();
  const total = files.length;
  if (total === 0) return [];
  const pieces = await piecesOf(files, workers);
  const piecesLeft = new Uint32Array(total);
  for (const { index } of pieces) piecesLeft[index]!++;
  const queue = pieces.values();
  const groups: PackedWords[][] = Array.from({ length: Math.min(reducers, MOST_GROUPS) }, () => []);
  const ownStop = new AbortController();
  const stop = AbortSignal.any([ownStop.signal, signal]);
  let done = 0;

  // No more than there are pieces, also to reduce: what so few pieces hold is summed up before another thread has started.
  await using pool = new ThreadPoolExecutor({ maxWorkers: Math.min(workers, pieces.length) });
  const reduceGroup = (parts: PackedWords[]) => pool.submit({ signal: stop }, workerTask('reducePacked'), parts);

  // Every lane takes the next piece as soon as its last one is done, so a slow piece delays nobody else.
  async function runLane(): Promise<void> {
    for (const { index, ...piece } of queue) {
      const parts = await pool.submit({ signal: stop }, workerTask('mapPiece'), piece, groups.length);
      for (const [reducer, part] of parts.entries()) await collect(groups[reducer]!, part);
      // Another lane, or this onProgress, may have ended it all in the meantime.
      stop.throwIfAborted();
      if (--piecesLeft[index]! === 0) onProgress({ done: ++done, total });
    }
  }

  async function collect(group: PackedWords[], part: PackedWords): Promise<void> {
    group.push(part);
    if (group.length >= MOST_PARTS) group.push(await reduceGroup(group.splice(0)));
  }

  try {
    await Promise.all(Array.from({ length: PIECES_WAITING * pool.maxWorkers }, runLane));
    return await Promise.all(groups.map(reduceGroup));
  } catch (error) {
    // The first reason wins: where the caller's signal fired, aborting again changes nothing.
    ownStop.abort(error);
    throw stop.reason;
  }
}
