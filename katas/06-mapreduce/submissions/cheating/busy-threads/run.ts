import { setImmediate as nextTurn } from 'node:timers/promises';
import { Runs, scanPart } from './kernel.ts';
import { partsOf } from './parts.ts';
import { deal, type Packed } from './phases.ts';
import type { Settings } from './settings.ts';

/** Counts the words of all files on this thread, one part after the other. */
export async function run(files: readonly string[], given: Settings): Promise<Packed[]> {
  const { reducers, onProgress, signal } = given;
  signal?.throwIfAborted();
  const parts = await partsOf(files);
  const runs = new Runs();
  for (const [i, part] of parts.entries()) {
    scanPart(part, runs);
    await nextTurn();
    signal?.throwIfAborted();
    if (parts[i + 1]?.file !== part.file) onProgress?.({ done: part.file + 1, total: files.length });
  }
  return deal(runs.counts(), reducers);
}
