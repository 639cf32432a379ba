import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderGithub } from '../../src/report/github.ts';
import { brokenKata, failedCheck, kataResult, resultOf, undecidedKata } from './support/sample-results.ts';
import { HOSTILE_TEXTS, OPTIONS, resultFullOf, situations } from './support/situations.ts';

interface Command {
  readonly level: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

const unescaped = (text: string) =>
  text.replace(/%(0D|0A|3A|2C|25)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** As the runner of GitHub takes a line apart: up to the first `::` after the command, properties at commas and the first `=`. */
function read(line: string): Command {
  const end = line.indexOf('::', 2);
  const head = line.slice(2, end);
  const space = head.indexOf(' ');
  const properties = head.slice(space + 1).split(',');
  return {
    level: head.slice(0, space),
    properties: Object.fromEntries(
      properties.map((pair) => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1))]),
    ),
    message: unescaped(line.slice(end + 2)),
  };
}

const commandsOf = (output: string) => output.trimEnd().split('\n').map(read);

describe('annotations of GitHub', () => {
  describe.each(['en', 'es'] as const)('in %s', (lang) => {
    test.each(Object.entries(situations))('%s looks like this', async (name, result) => {
      const golden = join(import.meta.dirname, 'golden', `github-${name}.${lang}.txt`);
      await expect(renderGithub(result, { lang })).toMatchFileSnapshot(golden);
    });
  });

  test('what failed is an error, what is undecided a warning, the total a notice', () => {
    const levels = (name: string) => commandsOf(renderGithub(situations[name]!, OPTIONS)).map(({ level }) => level);
    expect(levels('passed')).toEqual(['notice']);
    expect(levels('inconclusive')).toEqual(['warning', 'notice']);
    expect(new Set(levels('failed'))).toEqual(new Set(['error', 'notice']));
    expect(levels('error')).toEqual(['error', 'notice']);
  });

  test('a place in a message is where GitHub shows it, inside the folder of the kata', () => {
    const [error] = commandsOf(renderGithub(resultOf([brokenKata]), OPTIONS));
    expect(error?.properties).toMatchObject({ file: 'katas/01-compressor/src/index.ts', line: '3', col: '4' });
  });

  test.each(['at ../../.github/x.ts:1:1', 'at /etc/passwd.ts:1:1', 'at src/../../../x.ts:1:1', 'nothing'])(
    'a place elsewhere is not: %s',
    (message) => {
      const [error] = commandsOf(
        renderGithub(resultOf([kataResult({ checks: [failedCheck('a', 'b', message)] })]), OPTIONS),
      );
      expect(error?.properties).toEqual({
        file: 'katas/03-primes-sieve/src/index.ts',
        title: '03-primes-sieve: a › b',
      });
    },
  );

  test('there are at most ten of a kind, and the last says how many are left out', () => {
    const checks = Array.from({ length: 40 }, (_, i) => failedCheck(`rule ${i}`, 'name', `message ${i}`));
    const many = resultOf([kataResult({ checks }), ...Array.from({ length: 30 }, () => undecidedKata)]);
    const commands = commandsOf(renderGithub(many, OPTIONS));
    const of = (level: string) => commands.filter((command) => command.level === level);
    expect([of('error').length, of('warning').length, of('notice').length]).toEqual([10, 10, 1]);
    expect(of('error').at(-1)?.message).toContain('… and 31 more failures');
    expect(of('warning').at(-1)?.message).toContain('… and 21 more failures');
  });

  test('no text of a submission starts a command, leaves its property or its line', () => {
    const hostile = fc
      .array(fc.constantFrom(...HOSTILE_TEXTS, ...'%:,=\n\r', '%0A', '::error::', 'a'), { maxLength: 8 })
      .map((parts) => `a${parts.join('')}`);
    fc.assert(
      fc.property(hostile, (text) => {
        const output = renderGithub(resultFullOf(text), OPTIONS);
        for (const line of output.trimEnd().split('\n')) {
          expect(line).toMatch(/^::(error|warning|notice) (file=[^,:]+,)?(line=\d+,col=\d+,)?title=[^,:]*::[^\r\n]*$/);
          const { message, properties } = read(line);
          expect(message).not.toMatch(/^\s*::\w|##\[|(?!\n)[\p{Cc}\p{Cf}]/mu);
          expect(properties['title']).not.toMatch(/\n/);
        }
      }),
    );
  });

  test('a percent sign comes back as it was', () => {
    const [error] = commandsOf(
      renderGithub(resultOf([kataResult({ checks: [failedCheck('a', 'b', '50 %0A\nleft')] })]), OPTIONS),
    );
    expect(error?.message).toBe('50 %0A\nleft');
  });
});
