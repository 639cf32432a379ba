import type { Language } from '@paralelo/testkit/language';
import { githubApi } from '../github/github-api.ts';
import { type EditedWorkflows, editedWorkflows, pullRequestOf } from '../github/pull-request.ts';
import { upsertComment } from '../github/upsert-comment.ts';
import { readWorkflowRun } from '../github/workflow-run.ts';
import { paragraph } from '../report/github-markdown.ts';
import { COMMENT_MARKER, renderMarkdown } from '../report/markdown.ts';
import { type Translate, translator } from '../report/messages/messages.ts';
import { inertLine } from '../report/sanitize.ts';
import { EXIT } from './exit-codes.ts';
import { print } from './print.ts';
import { readResult } from './read-result.ts';

export interface CommentOptions {
  /** A `result.json` that a run which nobody trusts left behind. */
  readonly file: string;
  readonly lang: Language;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const NAMED = 5;

/**
 * Shows a result in the one comment under the pull request that it is about. For a job of `workflow_run`: it may comment, and
 * so it runs nothing of the pull request and believes nothing of it but a result that passes its schema.
 *
 * @returns 0, whatever the result says.
 */
export async function comment({ file, lang, env }: CommentOptions): Promise<number> {
  const t = translator(lang);
  const run = await readWorkflowRun(env);
  const api = githubApi(env);
  const result = await readResult(file);
  const pullRequest = await pullRequestOf(api, run);
  if (pullRequest === undefined) {
    print(`${t('comment.none', { commit: run.head_sha })}\n`, t);
    return EXIT.passed;
  }
  const workflows = await editedWorkflows(api, pullRequest);
  const body = withWarning(renderMarkdown(result, { lang }), workflows, t);
  const { did, url } = await upsertComment(api, pullRequest, { marker: COMMENT_MARKER, body });
  print(`${t(`comment.${did}`, { url: inertLine(url, 300) })}\n`, t);
  return EXIT.passed;
}

/** Stands first, below the marker: whoever edits the workflow decides what the report says. */
function withWarning(markdown: string, { edited, isWhole }: EditedWorkflows, t: Translate): string {
  if (edited.length === 0 && isWhole) return markdown;
  if (edited.length === 0) return below(markdown, t('comment.unseen'));
  const more = edited.length - NAMED;
  const files = [
    ...edited.slice(0, NAMED).map((path) => inertLine(path, 80)),
    ...(more > 0 ? [t('text.moreRows', { count: more })] : []),
  ].join(', ');
  return below(markdown, t('comment.workflows', { files }));
}

function below(markdown: string, warning: string): string {
  return markdown.replace(COMMENT_MARKER, () => `${COMMENT_MARKER}\n\n${paragraph(warning)}`);
}
