/**
 * Setup file of a kata's tests: says what a test that hangs means, where Vitest would advise to wait longer, and does not wait for
 * all of a file where one after the other hangs.
 */
import { beforeEach } from 'vitest';

const TIMED_OUT = /^Test timed out in (\d+)ms/;
/** After so many tests of a file that ran into their time limit, the rest of it is not waited for. */
const ENOUGH = 2;

const late: string[] = [];

beforeEach(({ onTestFailed, task: { fullTestName } }) => {
  if (late.length >= ENOUGH) {
    const names = late.map((name) => `- ${name}`).join('\n');
    throw new Error(
      `Not run, since these ran into a time limit before it, and no more of a file are waited for:\n${names}`,
    );
  }
  onTestFailed(({ task }) => {
    for (const error of task.result?.errors ?? []) {
      const ms = TIMED_OUT.exec(error.message)?.[1];
      if (ms === undefined) continue;
      late.push(fullTestName);
      const words = `The calls of this test have not all settled within ${Number(ms) / 1000} s. One of them is very slow: a time limit that is not kept, or one after the other what the rule has at once. Or a promise is never settled: an event that never comes, an error that is swallowed, a worker that is not listened to.`;
      if (error.stack !== undefined) error.stack = error.stack.replace(error.message, words);
      error.message = words;
    }
  });
});
