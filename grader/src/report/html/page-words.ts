import type { Language } from '@paralelo/testkit/language';
import type { Figures } from '../figures.ts';
import type { Translate } from '../messages/messages.ts';

/** What every part of the page needs to write: words and figures of one language. */
export interface PageWords {
  readonly lang: Language;
  readonly t: Translate;
  readonly own: Figures;
}
