/** Entry of a judge in a network of its own, started by another judge, which hands it one task and hands on what it says. */
import { judge } from './judge.ts';
import type { JudgeTask } from './judge-job.ts';
import { becomeJudge } from './judge-process.ts';
import type { WalledMessage } from './walled-judge.ts';

becomeJudge();

const say = (message: WalledMessage): void => void process.send?.(message);

process.once('message', (task: JudgeTask) =>
  judge(task, (progress) => say({ progress })).then(
    (evidence) => say({ evidence }),
    (error: unknown) => say({ fault: String((error as Error)?.message ?? error) }),
  ),
);
say({ startedAs: process.pid });
