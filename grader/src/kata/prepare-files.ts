import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { sentence } from '../report/sentence.ts';
import type { SourceFile } from './collect-files.ts';
import type { Prepared } from './prepare-worker.ts';
import { SubmissionError } from './submission-error.ts';

/** Long, since machines may be busy; a file within the size limit compiles in well under a second. */
const PATIENCE_MS = 20_000;

/**
 * Prepares the files of a submission in a thread of its own: brackets nested deeper than the compiler's stack leave
 * Node's type stripping broken for as long as its thread lives, and every later submission would be told that it is not
 * TypeScript.
 *
 * @throws {SubmissionError} when a file is not TypeScript, or keeps the compiler busy.
 */
export async function prepareFiles(files: readonly SourceFile[]): Promise<readonly SourceFile[]> {
  const worker = new Worker(new URL('./prepare-worker.ts', import.meta.url), {
    workerData: files,
    // Type stripping says once per thread that it is experimental.
    execArgv: [...process.execArgv, '--disable-warning=ExperimentalWarning'],
  });
  try {
    const [prepared] = (await once(worker, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) })) as [Prepared];
    if ('files' in prepared) return prepared.files;
    throw new SubmissionError(prepared.refused);
  } catch (cause) {
    if (cause instanceof SubmissionError) throw cause;
    const { name, message } = cause as Error;
    const isLate = name === 'AbortError';
    throw new SubmissionError(
      isLate
        ? sentence('files.slowToCompile', { limit: PATIENCE_MS })
        : sentence('files.notCompiled', { said: message }),
      { cause },
    );
  } finally {
    await worker.terminate();
  }
}
