import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Orders, Report } from './child.ts';
import type { Settings } from './settings.ts';

/** Numbers in one part: some milliseconds of work, whatever the chunk size. */
const NUMBERS_PER_PART = 4_000_000;

/** Sieves `[start, end)` in child processes and gives the answers in order; who is done with a part gets the next. */
export async function run<Answer extends Report['answer']>(
  kind: Orders['kind'],
  start: number,
  end: number,
  { workers, chunkSize, onProgress, signal }: Settings,
): Promise<Answer[]> {
  signal?.throwIfAborted();
  const total = Math.max(0, Math.ceil((end - start) / chunkSize));
  const answers: Answer[] = [];
  if (total === 0) return answers;
  const chunksPerPart = Math.max(1, Math.min(Math.floor(NUMBERS_PER_PART / chunkSize), Math.ceil(total / workers)));
  const parts = Math.ceil(total / chunksPerPart);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = new AbortController();
  const fail = (error: unknown): void => {
    stop.abort();
    reject(error);
  };
  let next = 0;
  let done = 0;

  const children = Array.from({ length: Math.min(workers, parts) }, () => {
    const child = fork(new URL('./child.ts', import.meta.url), { serialization: 'advanced' });
    child.on('error', fail);
    child.on('exit', (code) => fail(new Error(`a child ended with code ${code} before its work was done`)));
    child.on('message', (message) => {
      const { part, answer } = message as Report;
      sendPart();
      answers[part] = answer as Answer;
      const chunks = Math.min(chunksPerPart, total - part * chunksPerPart);
      try {
        for (let i = 0; i < chunks && !stop.signal.aborted; i++) {
          done++;
          onProgress?.({ done, total });
        }
      } catch (error) {
        fail(error);
      }
      if (done === total) resolve();
    });
    const sendPart = (): void => {
      if (next < parts && !stop.signal.aborted) child.send(next++);
    };
    child.send({ kind, start, end, partSize: chunksPerPart * chunkSize } satisfies Orders);
    // One ahead, so that the child finds the next part waiting when it has reported one.
    sendPart();
    sendPart();
    return child;
  });
  const onAbort = (): void => fail(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    await promise;
    return answers;
  } finally {
    stop.abort();
    signal?.removeEventListener('abort', onAbort);
    const exits = children.map((child) => child.exitCode ?? child.signalCode ?? once(child, 'exit'));
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(exits);
  }
}
