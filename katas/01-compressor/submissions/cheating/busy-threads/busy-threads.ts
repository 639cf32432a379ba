import { Worker } from 'node:worker_threads';

/** Threads that turn round and round until they are disposed of. */
export function startBusyThreads(count: number): AsyncDisposable {
  const threads = Array.from({ length: count }, () => new Worker('for (;;);', { eval: true }));
  return {
    async [Symbol.asyncDispose]() {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
}
