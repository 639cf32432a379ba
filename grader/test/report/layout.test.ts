import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutTo, pad, widthOf, wrap } from '../../src/report/layout.ts';
import { inert } from '../../src/report/sanitize.ts';

const text = fc.string({ unit: fc.constantFrom(...'ab 日🦀é', '👩‍🔬', '❤️'), maxLength: 60 });
const width = fc.integer({ min: 2, max: 20 });

describe('the width of a text', () => {
  test.each([
    ['plain', 5],
    ['1.78× (1.71–1.84)', 17],
    ['日本', 4],
    ['🦀', 2],
    ['👩‍🔬', 2],
    ['❤️', 2],
    ['e\u0301', 1],
    ['━━┃──', 5],
    ['✓', 1],
  ])('%s takes %i columns', (sample, columns) => {
    expect(widthOf(sample)).toBe(columns);
  });
});

describe('cutTo', () => {
  test('what fits is left alone, what does not ends in an ellipsis and fits', () => {
    fc.assert(
      fc.property(text, width, (sample, columns) => {
        const cut = cutTo(sample, columns);
        expect(widthOf(cut)).toBeLessThanOrEqual(columns);
        if (widthOf(sample) <= columns) expect(cut).toBe(sample);
        else expect(sample.startsWith(cut.slice(0, -1)) && cut.endsWith('…')).toBe(true);
      }),
    );
  });
});

describe('pad', () => {
  test('it fills to the width, counted in columns', () => {
    expect(pad('日本', 6, 'left')).toBe('日本  ');
    expect(pad('日本', 6, 'right')).toBe('  日本');
    expect(pad('too long', 3, 'left')).toBe('too long');
  });
});

describe('wrap', () => {
  test('no line is too wide and nothing but spaces at the breaks is lost', () => {
    fc.assert(
      fc.property(text, width, (sample, columns) => {
        const lines = wrap(inert(sample), columns);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
        expect(lines.join('').replaceAll(' ', '')).toBe(sample.replaceAll(' ', ''));
      }),
    );
  });

  test('it breaks at a space, and anywhere where a word is longer than half of the line', () => {
    expect(wrap('expected 4 primes, got 3', 12)).toEqual(['expected 4', 'primes, got', '3']);
    expect(wrap('at /a/very/long/path/index.ts', 12)).toEqual(['at /a/very/l', 'ong/path/ind', 'ex.ts']);
  });

  test('a word that ends where the line ends costs no empty line', () => {
    expect(wrap('twelve chars next', 12)).toEqual(['twelve chars', 'next']);
  });

  test('its own lines and indents stay', () => {
    expect(wrap('{\n  "a": 1\n}', 20)).toEqual(['{', '  "a": 1', '}']);
  });
});
