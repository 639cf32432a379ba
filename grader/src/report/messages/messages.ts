import type { Language } from '../language.ts';
import { en, type MessageKey, type Messages } from './en.ts';
import { es } from './es.ts';

type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** The values that a message asks for; none when its text has no placeholder. */
type Values<Key extends MessageKey> = [Placeholder<(typeof en)[Key]>] extends [never]
  ? []
  : [values: Readonly<Record<Placeholder<(typeof en)[Key]>, string | number>>];

/** Says one message in the language it was made for. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: Values<Key>) => string;

/** The texts of every language, for the check that keeps them complete. */
export const messages: Readonly<Record<Language, Messages>> = { en, es };

/**
 * Messages of one language; which values a message needs is checked by the compiler, from the English text.
 *
 * @example
 * translator('es')('text.moreLines', { count: 3 }); // '… 3 líneas más'
 */
export function translator(language: Language): Translate {
  const texts = messages[language];
  return (key, ...[values]) =>
    texts[key].replace(/\{(\w+)\}/g, (_, name: string) => String((values as Record<string, string | number>)[name]));
}
