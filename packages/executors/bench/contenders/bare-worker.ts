import { Worker } from 'node:worker_threads';
import type { Contender } from './contender.ts';

const WORKERS = {
  ts: new URL('../workers/bare.ts', import.meta.url),
  js: new URL('../plain/bare.js', import.meta.url),
};

/** Bare threads, one task a message, dealt out in turn: what a pool's own cost is measured against. */
export const bareWorker: Contender = {
  name: 'bare Worker',
  open(workers, language) {
    const waiting = new Map<number, (value: unknown) => void>();
    const threads = Array.from({ length: workers }, () => new Worker(WORKERS[language]));
    for (const thread of threads) {
      thread.on('message', ({ id, value }) => {
        waiting.get(id)!(value);
        waiting.delete(id);
      });
    }
    let next = 0;
    const send = (message: object, list: ArrayBuffer[]): Promise<unknown> => {
      const id = next++;
      const { promise, resolve } = Promise.withResolvers<unknown>();
      waiting.set(id, resolve);
      threads[id % workers]!.postMessage({ id, ...message }, list);
      return promise;
    };
    return {
      run: (task, argument) => send({ task, argument }, []),
      transfer: (bytes) => send({ task: 'echo', argument: bytes, list: true }, [bytes.buffer as ArrayBuffer]),
      shares: true,
      close: () => Promise.all(threads.map((thread) => thread.terminate())),
    };
  },
};
