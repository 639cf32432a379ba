// wrong | abort, progress-throws, exit | an abort waits for the files that are being compressed
import { mkdir } from 'node:fs/promises';
import { compressFile } from './compress-file.ts';
import { type CompressOptions, planOf } from './options.ts';
import { OutputNames } from './output-names.ts';
import { type CompressionReport, type Outcome, reportOf } from './report.ts';

export { createSampleFiles } from './sample-files.ts';

/**
 * Compresses files into `outDir`, several at once. What cannot be read is listed in `failed`, the rest still compresses.
 *
 * All of it runs on one JavaScript thread: Node's zlib compresses on threads of its own (libuv's, four by default), so files in
 * flight are all that it takes to use more cores.
 *
 * @throws RangeError or TypeError for a bad option; the signal's reason when it aborts, or what `onProgress` threw. By
 * then nothing unfinished is left in `outDir`.
 * @example
 * const { files, averageRatio } = await compressFiles(['a.txt', 'b.txt'], { outDir: 'out', workers: 2 });
 */
export async function compressFiles(paths: string[], options: CompressOptions): Promise<CompressionReport> {
  const plan = planOf(paths, options);
  plan.signal?.throwIfAborted();
  await mkdir(plan.outDir, { recursive: true });
  const names = new OutputNames(plan.outDir, plan.algorithm);
  const ownStop = new AbortController();
  const stop = AbortSignal.any([ownStop.signal, ...(plan.signal ? [plan.signal] : [])]);
  const outcomes: Outcome[] = [];
  const queue = plan.paths.entries();
  let done = 0;

  // Every lane takes the next file as soon as its last one is done, so a large file delays nobody else.
  async function runLane(): Promise<void> {
    for (const [index, input] of queue) {
      const outcome = await compressFile(input, names, plan, stop).catch((error: Error) => ({
        input,
        error: error.message,
      }));
      // A file that stopped because of an abort has not failed.
      stop.throwIfAborted();
      outcomes[index] = outcome;
      done += 1;
      plan.onProgress({ done, total: plan.paths.length, file: input });
    }
  }

  const lanes = Array.from({ length: Math.min(plan.workers, plan.paths.length) }, () =>
    runLane().catch((error) => ownStop.abort(error)),
  );
  // All of them: a lane that has ended has removed what it left unfinished.
  await Promise.all(lanes);
  stop.throwIfAborted();
  return reportOf(outcomes);
}
