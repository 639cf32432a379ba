import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inert, inertJson, inertLine } from '../../src/report/sanitize.ts';

/** Text as an attacker would write it: ordinary characters mixed with everything that a terminal or a runner obeys. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        '\u001b[31m',
        '\u001b]8;;https://example.org\u0007',
        '\u009b2J',
        '\r',
        '\r\n',
        '\n',
        '\t',
        ' ',
        '::',
        '::error::x',
        '##',
        '##[error]',
        '##vso[task]',
        '#\u00ad#[error]',
        ':\u200b:error::x',
        '\u202e',
        '\u2028',
        '\u0085',
        '\ud800',
        '\ufe0f',
        '👩\u200d🔬',
      ),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''));

/** How the runner of GitHub Actions recognises a command, with the characters that its comparison skips taken out. */
function isWorkflowCommand(line: string): boolean {
  const compared = line.replace(/\p{Default_Ignorable_Code_Point}|\p{Cf}|\p{Cc}/gu, '');
  return compared.trimStart().startsWith('::') || /##\w*\[/.test(compared);
}

describe('inert', () => {
  test('nothing that draws nothing survives, except the joiners inside an emoji', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const bare = inert(text).replace(
          /(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?\u{FE0F}?)[\u{200D}\u{FE0F}]/gu,
          '',
        );
        expect(bare).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
      }),
    );
  });

  test('no line of it is a workflow command', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(
          inert(text)
            .split(/\r\n|\r|\n/)
            .filter(isWorkflowCommand),
        ).toEqual([]);
      }),
    );
  });

  test('a second time changes nothing', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(inert(inert(text))).toBe(inert(text));
      }),
    );
  });

  test('printable text is left alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aé ñ#:│[]{}`<>©日本🦀\n') }), (text) => {
        fc.pre(!/^\s*::|##\[/m.test(text));
        expect(inert(text)).toBe(text);
      }),
    );
  });

  test.each([
    ['a colour', '\u001b[31mred\u001b[0m', '␛[31mred␛[0m'],
    ['a link of the terminal', '\u001b]8;;https://example.org\u0007here', '␛]8;;https://example.org␇here'],
    ['the eight-bit form of an escape', '\u009b2J', '‹U+009B›2J'],
    ['an overwritten line', 'FAILED\rpassed', 'FAILED␍passed'],
    ['a line that is read backwards', 'x \u202egnp.exe', 'x ‹U+202E›gnp.exe'],
    ['a rubbed out character', 'ok\u007f\u007fno', 'ok␡␡no'],
    ['a lone surrogate', 'a\ud800b', 'a‹U+D800›b'],
    ['a separator that is not a line feed', 'a\u2028::error::b', 'a‹U+2028›::error::b'],
    ['an annotation', '::notice::all passed', ': :notice::all passed'],
    ['an annotation after spaces', 'a\n \u3000::error::b', 'a\n \u3000: :error::b'],
    ['the old form, anywhere in a line', 'so ###[error]x', 'so ## #[error]x'],
    ['the form of Azure Pipelines', '##vso[task.complete]', '# #vso[task.complete]'],
    ['a command hidden by a soft hyphen', '#\u00ad#[error]', '#‹U+00AD›#[error]'],
    ['lines of Windows', 'a\r\nb', 'a\nb'],
    ['an emoji of several parts', '👩‍🔬 ❤️', '👩‍🔬 ❤️'],
  ])('%s is shown for what it is', (_, text, expected) => {
    expect(inert(text)).toBe(expected);
  });

  test('a text of any length is cut, and says by how much', () => {
    expect(inert('x'.repeat(5000), 10)).toBe(`${'x'.repeat(10)}… [+4990]`);
    expect(inert('x🦀y', 2)).toBe('x… [+3]');
  });
});

describe('inertLine', () => {
  test('it is always one line', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(inertLine(text)).not.toContain('\n');
      }),
    );
  });

  test('a line feed in a name is visible', () => {
    expect(inertLine(' a\n::error::b\n')).toBe('a␊::error::b');
  });
});

describe('inertJson', () => {
  const value = fc.record({ text: hostile, list: fc.array(hostile) });

  test('the document means the same', () => {
    fc.assert(
      fc.property(value, (data) => {
        expect(JSON.parse(inertJson(JSON.stringify(data)))).toEqual(data);
      }),
    );
  });

  test('no line of it is a workflow command or holds a character that draws nothing', () => {
    fc.assert(
      fc.property(value, (data) => {
        const lines = inertJson(JSON.stringify(data, null, 2)).split('\n');
        expect(lines.filter(isWorkflowCommand)).toEqual([]);
        for (const line of lines) expect(line).toBe(inert(line, Number.POSITIVE_INFINITY));
      }),
    );
  });
});
