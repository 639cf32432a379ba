// wrong | exit | a thread whose files are all compressed waits for more, and nobody ends it
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
