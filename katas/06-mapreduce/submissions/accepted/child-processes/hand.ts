import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Order, Reply } from './obey.ts';

/** A worker that does one thing after the other. */
export interface Hand {
  ask(order: Order): Promise<unknown>;
  end(): Promise<unknown>;
}

export function startHand(): Hand {
  const child = fork(new URL('./child.ts', import.meta.url), { serialization: 'advanced' });
  let waiting = Promise.withResolvers<unknown>();
  child.on('message', (message) => {
    const { answer, problem } = message as Reply;
    if (problem === undefined) waiting.resolve(answer);
    else waiting.reject(new Error(problem));
  });
  child.on('error', (error) => waiting.reject(error));
  child.on('exit', (code) => waiting.reject(new Error(`a child ended with code ${code} before its work was done`)));
  return {
    ask(order) {
      waiting = Promise.withResolvers();
      child.send(order);
      return waiting.promise;
    },
    async end() {
      // Nobody waits any more for what the child was doing.
      waiting.promise.catch(() => {});
      const exit = child.exitCode ?? child.signalCode ?? once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    },
  };
}
