import { z } from 'zod';
import type { GithubApi } from './github-api.ts';
import type { WorkflowRun } from './workflow-run.ts';

const PullRequestsSchema = z.array(z.object({ number: z.int().positive(), head: z.object({ sha: z.string() }) }));
const FilesSchema = z.array(z.object({ filename: z.string(), previous_filename: z.string().optional() }));

/** GitHub gives at most 100 items a page. */
const PAGE = 100;
/** GitHub lists 3000 files of a pull request at most. */
const MOST_PAGES = 30;
const WORKFLOWS = /^\.github\//;

/**
 * The open pull request whose newest commit a run was about: none when it was closed, or has a newer commit. The event names
 * none for a fork, and what the run itself says (in an artifact) is not believed.
 *
 * @returns its number.
 */
export async function pullRequestOf(api: GithubApi, run: WorkflowRun): Promise<number | undefined> {
  if (!run.head_repository) return undefined;
  const head = encodeURIComponent(`${run.head_repository.owner.login}:${run.head_branch}`);
  const found = await api.request('GET', `/pulls?state=open&head=${head}&per_page=${PAGE}`, PullRequestsSchema);
  return found.find(({ head: { sha } }) => sha === run.head_sha)?.number;
}

/** What a pull request changes of `.github`, as far as it can be seen. */
export interface EditedWorkflows {
  readonly edited: readonly string[];
  /** False where GitHub may have left files out: in so many small ones, an edited workflow can hide. */
  readonly isWhole: boolean;
}

/** Files of `.github` that a pull request changes: what graded it may not be what was handed out. */
export async function editedWorkflows(api: GithubApi, pullRequest: number): Promise<EditedWorkflows> {
  const edited: string[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const files = await api.request('GET', `/pulls/${pullRequest}/files?per_page=${PAGE}&page=${page}`, FilesSchema);
    for (const { filename, previous_filename } of files) {
      edited.push(...[filename, previous_filename ?? ''].filter((name) => WORKFLOWS.test(name)));
    }
    if (files.length < PAGE) return { edited, isWhole: true };
  }
  return { edited, isWhole: false };
}
