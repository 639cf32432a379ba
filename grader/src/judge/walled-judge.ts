import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ProcessFacts } from '../sandbox/process-facts.ts';
import { isAlive, processFacts } from '../sandbox/process-tree.ts';
import { register, unregister } from '../sandbox/registry.ts';
import { sleepNow } from '../sandbox/sleep-now.ts';
import type { Evidence } from './evidence.ts';
import type { JudgeProgress, JudgeTask } from './judge-job.ts';

/** What a judge behind the wall says. */
export type WalledMessage =
  | { readonly startedAs: number }
  | { readonly progress: JudgeProgress }
  | { readonly evidence: Evidence }
  | { readonly fault: string };

const JUDGE = fileURLToPath(new URL('./walled-judge-worker.ts', import.meta.url));
/** How long a signal handler may wait for a judge to clear away its subjects. */
const PATIENCE_NOW_MS = 1000;
const POLL_MS = 1;

/**
 * Lets another judge do the task, started by `command`: servers of the spec and the submission that asks them are in a network
 * of their own, and a submission that is lent one of its servers reaches nothing else.
 *
 * @throws {Error} when that judge failed, or ended without a word
 */
export async function judgeBehindWall(
  [program, ...args]: readonly string[],
  task: JudgeTask,
  report: (progress: JudgeProgress) => void,
): Promise<Evidence> {
  const child = spawn(program!, [...args, process.execPath, ...process.execArgv, JUDGE], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  // The judge itself, not the program that built the wall and waits for it: who ends that one leaves this one no time.
  let facts: ProcessFacts | undefined;
  const judge = { killNow: () => (facts ? endNow(facts) : child.kill('SIGKILL')) };
  register(judge);
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('message', (said: WalledMessage) => {
        if ('startedAs' in said) facts = processFacts(said.startedAs);
        else if ('progress' in said) report(said.progress);
        else {
          child.once('exit', () => ('fault' in said ? reject(new Error(said.fault)) : resolve(said.evidence)));
          child.disconnect();
        }
      });
      // After what it said at last: a message that came before is heard before.
      child.on('exit', (code, signal) =>
        setImmediate(() => reject(new Error(`The judge ended by itself (${signal ?? code}).`))),
      );
      child.send(task);
    });
  } finally {
    unregister(judge);
  }
}

/** It ends its subjects before itself, as every judge does on a signal; nothing of it is left afterwards. */
function endNow(judge: ProcessFacts): void {
  const signal = (name: 'SIGTERM' | 'SIGKILL') => {
    if (isAlive(judge)) process.kill(judge.pid, name);
  };
  signal('SIGTERM');
  for (let waited = 0; waited < PATIENCE_NOW_MS && isAlive(judge); waited += POLL_MS) sleepNow(POLL_MS);
  signal('SIGKILL');
}
