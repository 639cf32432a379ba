import { z } from 'zod';
import type { GithubApi } from './github-api.ts';

const CommentSchema = z.object({
  id: z.int().positive(),
  html_url: z.string(),
  body: z.string().nullish(),
  user: z.object({ type: z.string() }).nullable(),
});
type Comment = z.infer<typeof CommentSchema>;

const PAGE = 100;
/** Ten thousand comments; who has more gets a second one of ours. */
const MOST_PAGES = 100;

/** What became of a comment. */
export interface Upserted {
  readonly did: 'created' | 'updated' | 'kept';
  readonly url: string;
}

/**
 * Writes the one comment of ours under a pull request, or writes it anew in its place.
 *
 * Ours is a comment by a bot that begins with `marker`: everybody can write the marker, but only an app is a bot.
 */
export async function upsertComment(
  api: GithubApi,
  pullRequest: number,
  { marker, body }: { readonly marker: string; readonly body: string },
): Promise<Upserted> {
  const ours = await findOurs(api, pullRequest, marker);
  if (!ours) {
    const { html_url } = await api.request('POST', `/issues/${pullRequest}/comments`, CommentSchema, { body });
    return { did: 'created', url: html_url };
  }
  if (ours.body === body) return { did: 'kept', url: ours.html_url };
  const { html_url } = await api.request('PATCH', `/issues/comments/${ours.id}`, CommentSchema, { body });
  return { did: 'updated', url: html_url };
}

async function findOurs(api: GithubApi, pullRequest: number, marker: string): Promise<Comment | undefined> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const path = `/issues/${pullRequest}/comments?per_page=${PAGE}&page=${page}`;
    const comments = await api.request('GET', path, z.array(CommentSchema));
    const ours = comments.find(({ user, body }) => user?.type === 'Bot' && body?.startsWith(marker));
    if (ours || comments.length < PAGE) return ours;
  }
  return undefined;
}
