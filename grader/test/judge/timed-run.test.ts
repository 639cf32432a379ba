import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SubjectClient } from '../../src/judge/subject-client.ts';
import type { SubjectFailure } from '../../src/judge/subject-failure.ts';
import { timedRun } from '../../src/judge/timed-run.ts';
import { readKata } from '../../src/kata/find-katas.ts';
import { type Stage, stageSubmission } from '../../src/kata/stage.ts';
import { levels } from '../sandbox/sandbox-harness.ts';

const kata = await readKata(join(import.meta.dirname, '../fixtures'), '00-crossing');
// Without a group of its own: a group gets a share of the cores, however many there are beside it.
const isolation = levels.find(({ level }) => level === 'process')!;
const SUBMISSION = `
export async function echo(what) {
  if (what === 'hangs') await new Promise(() => {});
  // Not a loop without an end: nobody but the judge stops it.
  for (const end = performance.now() + 60_000; performance.now() < end; );
}
`;

const umask = process.umask(0);
let folder = '';
let stage: Stage;
let others: ChildProcess[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'timed-'));
  const src = join(folder, 'src');
  mkdirSync(src);
  writeFileSync(join(src, 'index.ts'), SUBMISSION);
  stage = await stageSubmission(kata, src, folder);
  const busy = () => spawn(process.execPath, ['-e', 'console.log("at work"); for (;;);']);
  others = Array.from({ length: availableParallelism() }, busy);
  await Promise.all(others.map(({ stdout }) => once(stdout!, 'data')));
});
afterAll(() => {
  for (const other of others) other.kill('SIGKILL');
  process.umask(umask);
  rmSync(folder, { recursive: true, force: true });
});

/** Lets all others go first: one other program on each core is enough then, and tests beside this one go on. */
function giveWay(pid: number): void {
  setPriority(pid, constants.priority.PRIORITY_LOW);
  // A session may be a group that gets a share of its own, see sched(7): the priority of its processes counts within it alone.
  const group = `/proc/${pid}/autogroup`;
  if (existsSync(group)) writeFileSync(group, `${constants.priority.PRIORITY_LOW}`);
}

/** What a call that takes too long fails with, on a machine that is busy with others. */
async function failureOf(what: string): Promise<SubjectFailure> {
  const { network, scratch } = kata;
  const limits = { ...kata.limits, loadTimeoutMs: 60_000, callTimeoutMs: 4000 };
  const subject = await SubjectClient.start({ isolation, stage, limits, network, scratch });
  try {
    giveWay(subject.launched.pid);
    const run = timedRun(subject, 2, () => subject.call('echo', [what]));
    return await run.then(
      () => expect.fail('it did not run out of time'),
      (error: SubjectFailure) => error,
    );
  } finally {
    await subject.close();
  }
}

// Elsewhere no one tells how long a thread waited.
it.runIf(process.platform === 'linux')(
  'a call that runs out of time is the fault of the machine where it waited for a core, and its own where it hangs',
  async () => {
    const [computes, hangs] = [await failureOf('computes'), await failureOf('hangs')];
    expect([computes.kind, computes.isMachines]).toEqual(['timeout', true]);
    expect([hangs.kind, hangs.isMachines]).toEqual(['timeout', false]);
  },
  120_000,
);
