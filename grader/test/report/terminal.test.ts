import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { widthOf } from '../../src/report/layout.ts';
import type { Result } from '../../src/report/result.ts';
import { renderTerminal, type TerminalOptions } from '../../src/report/terminal.ts';
import {
  brokenKata,
  cadenceKata,
  failedCheck,
  ioKata,
  kataResult,
  manyFailures,
  oneCoreKata,
  resultOf,
  slowKata,
  stubKata,
  undecidedKata,
  weakIsolation,
} from './support/sample-results.ts';

const PLAIN: TerminalOptions = { lang: 'en', color: false, columns: 80 };

const situations: Readonly<Record<string, Result>> = {
  passed: resultOf([kataResult()]),
  'passed-io': resultOf([ioKata]),
  'slow-cadence': resultOf([cadenceKata]),
  stub: resultOf([stubKata], { subject: 'your own files', isolation: weakIsolation }),
  slow: resultOf([slowKata], { subject: 'your own files' }),
  'one-core': resultOf([oneCoreKata], { subject: 'your own files' }),
  'forty-failures': resultOf([manyFailures], { subject: 'your own files' }),
  'several-interrupted': resultOf([kataResult(), brokenKata, undecidedKata], { interrupted: true }),
  nothing: resultOf([], { interrupted: true }),
};

/** Lines that are there to be copied are never wrapped. */
const isReproduceLine = (line: string) => line.startsWith('  npx ');

describe('the terminal face', () => {
  describe.each(['en', 'es'] as const)('in %s', (lang) => {
    test.each(Object.entries(situations))('%s looks like this', async (name, result) => {
      const golden = join(import.meta.dirname, 'golden', `terminal-${name}.${lang}.txt`);
      await expect(renderTerminal(result, { ...PLAIN, lang })).toMatchFileSnapshot(golden);
    });
  });

  test.each(Object.entries(situations))('%s reads the same without its colours', (_, result) => {
    const colored = renderTerminal(result, { ...PLAIN, color: true });
    expect(colored).not.toBe(stripVTControlCharacters(colored));
    expect(stripVTControlCharacters(colored)).toBe(renderTerminal(result, PLAIN));
  });

  test('colour means state: green passed, yellow undecided, red failed, nothing else', () => {
    const colored = renderTerminal(resultOf([kataResult(), undecidedKata, brokenKata]), { ...PLAIN, color: true });
    const esc = String.fromCharCode(27);
    const painted = new Set(colored.match(new RegExp(`${esc}\\[(?!39m)\\d+m[^${esc}]`, 'g')));
    expect([...painted].map((text) => text.replace(esc, '')).sort()).toEqual([
      '[31m✗',
      '[32m━',
      '[32m✓',
      '[33m?',
      '[33m━',
    ]);
  });

  test('no line is wider than the terminal, except the one to be copied', () => {
    fc.assert(
      fc.property(fc.integer({ min: 72, max: 140 }), fc.constantFrom('en', 'es'), (columns, lang) => {
        for (const result of Object.values(situations)) {
          for (const line of renderTerminal(result, { lang, color: false, columns }).split('\n')) {
            if (!isReproduceLine(line)) expect(widthOf(line), line).toBeLessThanOrEqual(columns);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test('whatever a submission says, no line is a command, draws nothing or passes for one of ours', () => {
    const hostile = fc
      .array(fc.constantFrom('\u001b[2J', '\r', '\n', '::error::x', '##[error]', '\u202e', ' ', '✓ passed', 'word'), {
        maxLength: 30,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(hostile, hostile, (text, name) => {
        const check = failedCheck(name, name, text, { printed: text });
        const kata = { ...brokenKata, problem: { kind: 'load' as const, message: text }, reproduce: name };
        const own = { subject: name, machine: { cores: 2, node: name, platform: name, cpu: name } };
        const face = renderTerminal(resultOf([kataResult({ checks: [check], nextStep: name }), kata], own), PLAIN);
        expect(face).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
        for (const line of face.split('\n')) {
          expect(line).not.toMatch(/^\s*::|##\[/);
        }
      }),
    );
  });

  test('a message of a submission stands behind a rule, line by line', () => {
    const check = failedCheck('borders', 'a', 'one\n✓ 03-primes-sieve 28/28');
    const face = renderTerminal(resultOf([kataResult({ status: 'failed', checks: [check] })]), PLAIN);
    expect(face).toContain('    │ one\n    │ ✓ 03-primes-sieve 28/28\n');
  });

  test('a title gives way to the state, which is always told', () => {
    const title = { en: 'a title '.repeat(20), es: 'un título '.repeat(20) };
    const heading = renderTerminal(resultOf([kataResult({ title })]), PLAIN).split('\n')[3];
    expect(heading).toMatch(/^✓ 03-primes-sieve: a title .*… \(passed\)$/);
    expect(widthOf(heading!)).toBe(80);
  });

  test('points are rounded down: only full marks look full', () => {
    const face = renderTerminal(resultOf([kataResult({ points: 99.99 })]), PLAIN);
    expect(face).toContain('99.9/100');
    expect(renderTerminal(resultOf([kataResult({ points: 28 * (100 / 28) - 1e-12 })]), PLAIN)).toContain('100/100');
  });

  test('a check that is our fault says so', () => {
    const { kind: _, ...check } = failedCheck('borders', 'a', 'no verdict', { status: 'error' });
    const face = renderTerminal(resultOf([kataResult({ status: 'error', checks: [check] })]), PLAIN);
    expect(face).toContain('  ! borders › a (fault of the grader)\n    │ no verdict\n');
  });
});
