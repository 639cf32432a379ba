/** What nobody can be faster than: a port, and no pool. */
import { parentPort } from 'node:worker_threads';
import { echo, noop, spin } from '../tasks.ts';

const tasks: Record<string, (argument: never) => unknown> = { echo, noop, spin };

parentPort!.on('message', ({ id, task, argument, list }) => {
  const value = tasks[task]!(argument as never);
  parentPort!.postMessage({ id, value }, list ? [(value as Uint8Array).buffer as ArrayBuffer] : []);
});
