import { Worker } from 'node:worker_threads';
import { basePrimes } from './kernel.ts';
import type { Settings } from './settings.ts';

/** Numbers in one message: a few milliseconds of work, whatever the chunk size. */
const NUMBERS_PER_MESSAGE = 2_000_000;

/** Sieves `[start, end)` on threads and gives the answers of its parts in order. */
export async function run<Part>(kind: 'count' | 'list', start: number, end: number, given: Settings): Promise<Part[]> {
  const { workers, chunkSize, onProgress, signal } = given;
  signal?.throwIfAborted();
  const total = Math.max(0, Math.ceil((end - start) / chunkSize));
  if (total === 0) return [];
  const perMessage = Math.max(
    1,
    Math.min(Math.floor(NUMBERS_PER_MESSAGE / chunkSize), Math.ceil(total / (4 * workers))),
  );
  const parts: Part[] = [];
  const base = basePrimes(end);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let nextChunk = 0;
  let done = 0;
  let isSettled = false;
  let isOnline = false;

  const fail = (error: unknown): void => {
    isSettled = true;
    reject(error);
  };
  const threads = Array.from({ length: Math.min(workers, Math.ceil(total / perMessage)) }, () => {
    const thread = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { kind, base } });
    // What the thread has before it, oldest first: one part in work and one waiting, so that it never idles for an answer.
    const sent: number[] = [];
    const feed = (): void => {
      if (nextChunk >= total) return;
      const from = nextChunk;
      sent.push(from);
      nextChunk = Math.min(total, nextChunk + perMessage);
      thread.postMessage({ start: start + from * chunkSize, end: Math.min(end, start + nextChunk * chunkSize) });
    };
    thread.on('error', fail);
    thread.on('online', () => {
      isOnline = true;
    });
    thread.on('message', (part: Part) => {
      if (signal?.aborted) return fail(signal.reason);
      const from = sent.shift()!;
      parts[Math.floor(from / perMessage)] = part;
      const settled = Math.min(perMessage, total - from);
      feed();
      try {
        for (let i = 0; i < settled && !isSettled; i++) {
          done++;
          onProgress?.({ done, total });
        }
      } catch (error) {
        fail(error);
      }
      if (done === total) resolve();
    });
    feed();
    feed();
    return thread;
  });
  const onAbort = (): void => {
    if (!isOnline) fail(signal?.reason);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    await promise;
    return parts;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}
