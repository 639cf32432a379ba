/**
 * Entry of a judge: a trusted process of its own, started by the pool for one phase of one kata. What it returns is the
 * only source of verdicts.
 */
import { ownNetwork } from '../sandbox/own-network.ts';
import type { Evidence } from './evidence.ts';
import { judge } from './judge.ts';
import type { JudgeProgress, JudgeTask } from './judge-job.ts';
import { becomeJudge } from './judge-process.ts';
import { judgeBehindWall } from './walled-judge.ts';

becomeJudge();

const report = (progress: JudgeProgress): void => void process.send?.(progress);

export default async function judgeForPool(task: JudgeTask): Promise<Evidence> {
  const { kata, level } = task.job;
  const wall = level === 'full' && kata.network === 'loopback' ? await ownNetwork() : undefined;
  return wall === undefined ? judge(task, report) : judgeBehindWall(wall, task, report);
}
