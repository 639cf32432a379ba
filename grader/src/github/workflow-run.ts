import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { sentence } from '../report/sentence.ts';
import { UsageError } from '../usage-error.ts';

/** The part of a `workflow_run` event that is looked at. GitHub wrote it, but the names in it are a stranger's. */
const EventSchema = z.object({
  workflow_run: z.object({
    event: z.string(),
    head_sha: z.string().regex(/^[0-9a-f]{40,64}$/),
    head_branch: z.string().min(1),
    /** `null` when the fork is gone by now. */
    head_repository: z.object({ owner: z.object({ login: z.string().min(1) }) }).nullable(),
  }),
});
export type WorkflowRun = z.infer<typeof EventSchema>['workflow_run'];

/**
 * The run that this job is about, from `GITHUB_EVENT_PATH`.
 *
 * @throws {UsageError} when there is none: another event, or no job of GitHub Actions.
 */
export async function readWorkflowRun(env: Readonly<Record<string, string | undefined>>): Promise<WorkflowRun> {
  const path = env['GITHUB_EVENT_PATH'];
  if (!path) throw new UsageError(sentence('api.noEvent'));
  try {
    return EventSchema.parse(JSON.parse(await readFile(path, 'utf8'))).workflow_run;
  } catch (cause) {
    throw new UsageError(sentence('api.otherEvent', { path, said: (cause as Error).message }), { cause });
  }
}
