import type { Language } from '@paralelo/testkit/language';
import { sayIn } from '../report/sentence.ts';
import type { Isolation } from '../sandbox/isolation.ts';

/** How strongly a submission is held, in a few words of the reader's language. */
export function descriptionIn(
  { description, descriptionSentences }: Pick<Isolation, 'description' | 'descriptionSentences'>,
  language: Language,
): string {
  return (descriptionSentences && sayIn(language, descriptionSentences)) ?? description;
}
