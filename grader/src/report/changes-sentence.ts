import type { Translate } from './messages/messages.ts';
import type { Result } from './result.ts';
import { inertLine } from './sanitize.ts';

const NAMED = 8;
const PATH_CHARS = 80;

/** What a student changed outside of what is graded, in one sentence; nothing when nothing was. */
export function changesSentence(changes: Result['ignoredChanges'], t: Translate): string | undefined {
  if (!changes || changes.length === 0) return undefined;
  const named = changes
    .slice(0, NAMED)
    .map(({ path, change }) => t(`change.${change}`, { path: inertLine(path, PATH_CHARS) }));
  const more = changes.length - named.length;
  return t('changes.ignored', {
    files: [...named, ...(more > 0 ? [t('text.moreRows', { count: more })] : [])].join(', '),
  });
}
