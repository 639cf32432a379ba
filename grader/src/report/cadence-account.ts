import type { Translate } from './messages/messages.ts';
import type { CadenceReport } from './result.ts';

/** What the judge counted while it kept the event loop of a submission blocked. */
export function cadenceAccount({ everyMs, blockedMs, kept, due }: CadenceReport, t: Translate): string {
  return t('cadence.kept', { every: everyMs, blocked: Math.round(blockedMs), kept, due });
}
