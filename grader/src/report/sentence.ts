import type { Language } from '@paralelo/testkit/language';
import type { MessageKey } from './messages/en.ts';
import { filler, isComplete, messages, type Values } from './messages/messages.ts';

/** A sentence of ours as data: which message it is and what stands in it. A face says it in the language of its reader. */
export interface Sentence {
  key: string;
  values: Record<string, string | number>;
}

/**
 * One sentence; which values it needs is checked by the compiler.
 *
 * @example
 * sentence('io.inFlight', { most: 20, workers: 20 });
 */
export function sentence<Key extends MessageKey>(key: Key, ...[values]: Values<Key>): Sentence {
  return { key, values: { ...(values as Sentence['values'] | undefined) } };
}

/**
 * Sentences as text, or nothing where one of them is none of ours: a result may be of another version of the grader.
 *
 * @param between - what stands between two of them
 */
export function sayIn(language: Language, sentences: readonly Sentence[], between = ' '): string | undefined {
  if (!sentences.every(isOurs)) return undefined;
  const fill = filler(language);
  return sentences.map(({ key, values }) => fill(messages[language][key as MessageKey], values)).join(between);
}

function isOurs({ key, values }: Sentence): boolean {
  return Object.values(messages).every(
    (texts) => Object.hasOwn(texts, key) && isComplete(texts[key as MessageKey], values),
  );
}

/** Sentences of this grader in English: the text that stands beside them in a result. */
export function inEnglish(sentences: readonly Sentence[], between?: string): string {
  const text = sayIn('en', sentences, between);
  if (text === undefined) throw new Error(`A sentence is incomplete: ${JSON.stringify(sentences)}`);
  return text;
}
