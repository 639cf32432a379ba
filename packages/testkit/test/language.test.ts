import { describe, expect, test } from 'vitest';
import { askedLanguage, languageOf } from '../src/language.ts';

describe('the language of a command line', () => {
  test.each([
    [['grade', '--lang', 'es', '--help'], 'es'],
    [['--lang=es'], 'es'],
    [['--lang', 'es', '--lang', 'en'], 'en'],
    [['--lang', 'fr'], undefined],
    [['--lang'], undefined],
    [['es'], undefined],
  ])('%j asks for %s', (args, expected) => {
    expect(askedLanguage(args)).toBe(expected);
  });
});

describe('the language of the system', () => {
  test.each([
    ['es_ES.UTF-8', 'es'],
    ['es', 'es'],
    ['es-MX', 'es'],
    ['es.UTF-8', 'es'],
    ['ES_AR', 'es'],
    ['est_EE', 'en'],
    ['en_GB.UTF-8', 'en'],
    ['fr_FR', 'en'],
    ['C.UTF-8', 'en'],
    ['', 'en'],
  ])('LANG=%s speaks %s', (LANG, expected) => {
    expect(languageOf({ LANG })).toBe(expected);
  });

  test('without a locale it is English', () => {
    expect(languageOf({})).toBe('en');
  });

  test('LC_ALL outranks LC_MESSAGES, which outranks LANG', () => {
    expect(languageOf({ LC_ALL: 'C', LC_MESSAGES: 'es_ES', LANG: 'es_ES' })).toBe('en');
    expect(languageOf({ LC_MESSAGES: 'es_ES', LANG: 'en_US' })).toBe('es');
  });

  test('an empty variable counts as unset', () => {
    expect(languageOf({ LC_ALL: '', LANG: 'es_ES' })).toBe('es');
  });
});
