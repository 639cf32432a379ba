import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Answer, Job } from './job.ts';
import type { Plan } from './options.ts';
import { OutputNames } from './output-names.ts';
import type { Outcome } from './report.ts';

/** Compresses every file of the plan on threads; when it settles, none is left, nor anything half-written. */
export async function run(plan: Plan): Promise<Outcome[]> {
  const names = new OutputNames(plan.outDir, plan.algorithm);
  const outcomes: Outcome[] = [];
  const queue = plan.paths.entries();
  const stop = new AbortController();
  const stopped = AbortSignal.any([stop.signal, ...(plan.signal ? [plan.signal] : [])]);
  let done = 0;

  async function runLane(): Promise<void> {
    const aside = join(plan.outDir, `.${randomUUID()}.part`);
    const thread = new Worker(new URL('./worker.ts', import.meta.url));
    try {
      for (const [index, input] of queue) {
        const heard = once(thread, 'message', { signal: stopped });
        const { algorithm, level } = plan;
        thread.postMessage({ input, aside, algorithm, level } satisfies Job);
        const [answer] = (await heard) as [Answer];
        outcomes[index] = await outcomeOf(answer, input, aside);
        // Another lane, or the caller, may have ended it all in the meantime.
        stopped.throwIfAborted();
        tell(input);
      }
    } catch (error) {
      await thread.terminate();
      await rm(aside, { force: true });
      throw error;
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
