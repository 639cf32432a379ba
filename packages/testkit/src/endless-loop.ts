/**
 * Setup file of a kata's tests: a loop that never ends keeps the thread of its test, and with it every time limit. Another thread
 * sees that, says in which test it is, and ends the process, where Vitest would be silent for ever.
 */
import { url as debuggerUrl } from 'node:inspector';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach } from 'vitest';

/** From the time limit of a test on, ms: a machine that is busy needs its time to say that a test has failed. */
const GRACE_MS = 10_000;

/** A message is the test that runs and how long it may, or `null` when it has ended. Writes by itself: the main thread prints for nobody any more. */
const WATCH = `
const { writeSync } = require('node:fs');
const { parentPort } = require('node:worker_threads');
let timer;
parentPort.on('message', (test) => {
  clearTimeout(timer);
  if (test === null) return;
  timer = setTimeout(() => {
    const seconds = Math.round(test.ms / 1000);
    writeSync(2, 'A loop that does not end: "' + test.name + '" has computed for ' + seconds + ' s without a pause, so no time limit reaches it.\\n' +
      'The rest of its file is not run.\\n');
    process.kill(process.pid, 'SIGKILL');
  }, test.ms).unref();
});
`;

const watch = new Worker(WATCH, { eval: true });
watch.unref();

beforeEach(({ task }) => {
  // Whoever stands at a breakpoint is not in a loop.
  if (debuggerUrl() !== undefined) return;
  watch.postMessage({ name: task.fullTestName, ms: task.timeout + GRACE_MS });
});

afterEach(() => watch.postMessage(null));
