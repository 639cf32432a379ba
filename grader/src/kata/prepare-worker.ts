/** Entry of the thread in which `prepareFiles` compiles: what is handed in can break a compiler for good. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Sentence } from '../report/sentence.ts';
import type { SourceFile } from './collect-files.ts';
import { prepareSource } from './prepare-source.ts';
import { SubmissionError } from './submission-error.ts';

/** What the thread says, once. */
export type Prepared = { readonly files: readonly SourceFile[] } | { readonly refused: Sentence };

async function prepare(files: readonly SourceFile[]): Promise<Prepared> {
  try {
    return { files: await Promise.all(files.map(prepareSource)) };
  } catch (error) {
    if (!(error instanceof SubmissionError)) throw error;
    return { refused: error.said };
  }
}

parentPort?.postMessage(await prepare(workerData as readonly SourceFile[]));
