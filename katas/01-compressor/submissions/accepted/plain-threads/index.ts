// accepted | - | plain worker_threads, a file a message; the main thread gives out names
import { mkdir } from 'node:fs/promises';
import { type CompressOptions, planOf } from './options.ts';
import { type CompressionReport, reportOf } from './report.ts';
import { run } from './run.ts';

export { createSampleFiles } from './sample-files.ts';

export async function compressFiles(paths: string[], options: CompressOptions): Promise<CompressionReport> {
  const plan = planOf(paths, options);
  plan.signal?.throwIfAborted();
  await mkdir(plan.outDir, { recursive: true });
  return reportOf(await run(plan));
}
