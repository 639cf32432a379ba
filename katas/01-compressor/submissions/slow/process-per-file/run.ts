import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answer, Job } from './job.ts';
import type { Plan } from './options.ts';
import { OutputNames } from './output-names.ts';
import type { Outcome } from './report.ts';

function startChild() {
  const process = fork(fileURLToPath(new URL('./child.ts', import.meta.url)));
  const ended = once(process, 'exit');
  const end = async () => {
    process.kill('SIGKILL');
    await ended;
  };
  return { process, [Symbol.asyncDispose]: end };
}

/** Compresses every file of the plan on a child process of its own; when it settles, none is left, nor anything half-written. */
export async function run(plan: Plan): Promise<Outcome[]> {
  const names = new OutputNames(plan.outDir, plan.algorithm);
  const outcomes: Outcome[] = [];
  const queue = plan.paths.entries();
  const stop = new AbortController();
  const stopped = AbortSignal.any([stop.signal, ...(plan.signal ? [plan.signal] : [])]);
  let done = 0;

  async function runLane(): Promise<void> {
    const aside = join(plan.outDir, `.${randomUUID()}.part`);
    try {
      for (const [index, input] of queue) {
        await using child = startChild();
        const heard = once(child.process, 'message', { signal: stopped });
        const { algorithm, level } = plan;
        child.process.send({ input, aside, algorithm, level } satisfies Job);
        const [answer] = (await heard) as [Answer];
        outcomes[index] = await outcomeOf(answer, input, aside);
        // Another lane, or the caller, may have ended it all in the meantime.
        stopped.throwIfAborted();
        tell(input);
      }
    } finally {
      await rm(aside, { force: true });
    }
  }

  /** What it throws stops the others at once, not when this helper has ended: until then they would tell of their files. */
  function tell(file: string): void {
    done += 1;
    try {
      plan.onProgress({ done, total: plan.paths.length, file });
    } catch (error) {
      stop.abort(error);
      throw error;
    }
  }

  async function outcomeOf(answer: Answer, input: string, aside: string): Promise<Outcome> {
    if ('error' in answer) {
      await rm(aside, { force: true });
      return { input, error: answer.error };
    }
    stopped.throwIfAborted();
    const output = await names.give(aside, input);
    await rm(aside);
    const { originalBytes, compressedBytes } = answer;
    return { input, output, ...answer, ratio: originalBytes === 0 ? 0 : compressedBytes / originalBytes };
  }

  const lanes = Array.from({ length: Math.min(plan.workers, plan.paths.length) }, () =>
    runLane().catch((error) => stop.abort(error)),
  );
  await Promise.all(lanes);
  stopped.throwIfAborted();
  return outcomes;
}
