import { Worker } from 'node:worker_threads';
import type { Order, Reply } from './obey.ts';

/** A worker that does one thing after the other. */
export interface Hand {
  ask(order: Order): Promise<unknown>;
  end(): Promise<unknown>;
}

export function startHand(): Hand {
  const thread = new Worker(new URL('./worker.ts', import.meta.url));
  let waiting = Promise.withResolvers<unknown>();
  thread.on('message', ({ answer, problem }: Reply) => {
    if (problem === undefined) waiting.resolve(answer);
    else waiting.reject(new Error(problem));
  });
  thread.on('error', (error) => waiting.reject(error));
  return {
    ask(order) {
      waiting = Promise.withResolvers();
      thread.postMessage(order);
      return waiting.promise;
    },
    end: () => thread.terminate(),
  };
}
