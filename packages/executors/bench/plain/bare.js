/** A port, and no pool. */
import { parentPort } from 'node:worker_threads';
import { echo, noop, spin } from './tasks.js';

const tasks = { echo, noop, spin };

parentPort.on('message', ({ id, task, argument }) => {
  parentPort.postMessage({ id, value: tasks[task](argument) });
});
