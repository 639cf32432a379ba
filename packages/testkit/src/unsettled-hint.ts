/** Setup file of a kata's tests: says what a test that hangs means, where Vitest would advise to wait longer. */
import { beforeEach } from 'vitest';

const TIMED_OUT = /^Test timed out in (\d+)ms/;

beforeEach(({ onTestFailed }) => {
  onTestFailed(({ task }) => {
    for (const error of task.result?.errors ?? []) {
      const ms = TIMED_OUT.exec(error.message)?.[1];
      if (ms === undefined) continue;
      const words = `The calls of this test have not all settled within ${Number(ms) / 1000} s. One of them is very slow, or a promise is never settled: look for a worker that is not listened to, an event that never comes, an error that is swallowed.`;
      if (error.stack !== undefined) error.stack = error.stack.replace(error.message, words);
      error.message = words;
    }
  });
});
