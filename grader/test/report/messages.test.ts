import { describe, expect, test } from 'vitest';
import { en, type MessageKey } from '../../src/report/messages/en.ts';
import { messages, translator } from '../../src/report/messages/messages.ts';

/** Words that Spanish and English share. */
const SAME_IN_BOTH = new Set<MessageKey>(['column.kata', 'total']);

const keys = Object.keys(en) as MessageKey[];
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

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

describe('translator', () => {
  test('puts the values into their places', () => {
    expect(translator('en')('text.moreLines', { count: 12 })).toBe('… 12 more lines');
    expect(translator('es')('text.moreLines', { count: 12 })).toBe('… 12 líneas más');
  });

  test('a value is never read as a placeholder or as a pattern of the replacement', () => {
    const values = { subject: '{seed} $& $1', seed: 7 };
    expect(translator('en')('graded', values)).toBe('Graded: {seed} $& $1, seed 7.');
  });

  test('a missing value does not compile', () => {
    // @ts-expect-error: `count` is what this message is about
    expect(translator('en')('text.moreLines', { number: 1 })).toContain('undefined');
  });
});
