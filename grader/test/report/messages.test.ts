import { describe, expect, test } from 'vitest';
import { figureFormats } from '../../src/report/figure-formats.ts';
import { en, type MessageKey } from '../../src/report/messages/en.ts';
import { messages, translator } from '../../src/report/messages/messages.ts';

/** Words that Spanish and English share. */
const SAME_IN_BOTH = new Set<MessageKey>([
  'column.kata',
  'total',
  'claim.labelled',
  'proof.text',
  'proof.caught',
  'proof.failure',
  'lacks.other',
  'usage.submission',
  'files.syntax',
  'time.said',
]);

const keys = Object.keys(en) as MessageKey[];
const placeholders = (text: string) => [...text.matchAll(/\{.*?\}/g)].map(String).sort();

describe('the messages of both languages', () => {
  test('have the same keys in the same order', () => {
    expect(Object.keys(messages.es)).toEqual(keys);
  });

  test.each(keys)('%s is translated and keeps its placeholders', (key) => {
    expect(messages.es[key].trim()).not.toBe('');
    expect(messages.es[key] === messages.en[key], `"${messages.es[key]}"`).toBe(SAME_IN_BOTH.has(key));
    expect(placeholders(messages.es[key])).toEqual(placeholders(messages.en[key]));
  });
});

test.each(keys)('%s has only placeholders that are names, with a format that exists', (key) => {
  for (const placeholder of placeholders(messages.en[key])) {
    const [, format] = /^\{\w+(?::(\w+))?\}$/.exec(placeholder) ?? [placeholder, placeholder];
    if (format !== undefined) expect(Object.keys(figureFormats('en')), placeholder).toContain(format);
  }
});

describe('translator', () => {
  test('puts the values into their places', () => {
    expect(translator('en')('text.moreLines', { count: 12 })).toBe('… 12 more lines');
    expect(translator('es')('text.moreLines', { count: 12 })).toBe('… 12 líneas más');
  });

  test('a value is never read as a placeholder or as a pattern of the replacement', () => {
    const values = { subject: '{seed} $& $1', seed: 7 };
    expect(translator('en')('graded', values)).toBe('Graded: {seed} $& $1, seed 7.');
  });

  test('figures after a colon are written as the language writes them', () => {
    const values = { passed: 3, total: 4, speedup: 1.784 };
    expect(translator('en')('proof.accepted', values)).toBe('3/4 checks, 1.78×');
    expect(translator('es')('proof.accepted', values)).toBe('3/4 pruebas, 1,78×');
  });

  test('a figure that is text does not compile', () => {
    // @ts-expect-error: a figure is a number
    expect(translator('en')('proof.accepted', { passed: 3, total: 4, speedup: 'fast' })).toContain('NaN');
  });

  test('a missing value does not compile', () => {
    // @ts-expect-error: `count` is what this message is about
    expect(translator('en')('text.moreLines', { number: 1 })).toContain('undefined');
  });
});
