import type { Language } from '@paralelo/testkit/language';
import { type FigureFormat, figureFormats } from '../figure-formats.ts';
import { en, type MessageKey, type Messages } from './en.ts';
import { es } from './es.ts';

/** `speedup:times` of `{speedup:times}`, for every placeholder of a text. */
type Slot<Text extends string> = Text extends `${string}{${infer Inside}}${infer Rest}` ? Inside | Slot<Rest> : never;
type SlotsOf<Key extends MessageKey> = Slot<(typeof en)[Key]>;
type NameOf<Inside extends string> = Inside extends `${infer Name}:${string}` ? Name : Inside;
type ValueOf<Inside extends string> = Inside extends `${string}:${string}` ? number : string | number;

/** The values that a message asks for; none when its text has no placeholder. */
export type Values<Key extends MessageKey> = [SlotsOf<Key>] extends [never]
  ? []
  : [values: { readonly [Inside in SlotsOf<Key> as NameOf<Inside>]: ValueOf<Inside> }];

/** Says one message in the language it was made for. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: Values<Key>) => string;

/** The texts of every language, for the check that keeps them complete. */
export const messages: Readonly<Record<Language, Messages>> = { en, es };

const PLACEHOLDER = /\{(\w+)(?::(\w+))?\}/g;

type AnyValues = Readonly<Record<string, string | number>>;

/** Puts values into the placeholders of a text; a figure after a colon is written as the language writes it. */
export function filler(language: Language): (text: string, values: AnyValues) => string {
  const formats = figureFormats(language);
  return (text, values) =>
    text.replace(PLACEHOLDER, (_, name: string, format: FigureFormat | undefined) =>
      format ? formats[format](Number(values[name])) : String(values[name]),
    );
}

/** Whether a text can be said with these values: each of its placeholders has one, and each figure is a number. */
export function isComplete(text: string, values: AnyValues): boolean {
  return [...text.matchAll(PLACEHOLDER)].every(([, name, format]) => {
    const value = Object.hasOwn(values, name!) ? values[name!] : undefined;
    return value !== undefined && (format === undefined || typeof value === 'number');
  });
}

/**
 * Messages of one language; which values a message needs is checked by the compiler, from the English text.
 *
 * @example
 * translator('es')('text.moreLines', { count: 3 }); // '… 3 líneas más'
 * translator('es')('proof.accepted', { passed: 3, total: 3, speedup: 1.784 }); // '3/3 pruebas, 1,78×'
 */
export function translator(language: Language): Translate {
  const texts = messages[language];
  const fill = filler(language);
  return (key, ...[values]) => fill(texts[key], values ?? {});
}
