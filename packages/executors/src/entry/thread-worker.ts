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
// Which calls were lost is not known, and they would be waited for in vain: this thread has failed.
port.on('messageerror', (cause) => {
  throw new Error('an argument nests too deep to be decoded in the thread: pass flatter data', { cause });
});
