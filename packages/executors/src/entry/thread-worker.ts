import { parentPort, workerData } from 'node:worker_threads';
import { TaskRunner } from './task-runner.ts';

const port = parentPort!;

const runner = new TaskRunner({
  claims: new Int32Array(workerData.claims),
  send(message, transfers) {
    port.postMessage(message, transfers ?? []);
    return undefined;
  },
});
port.on('message', (message) => runner.receive(message));
