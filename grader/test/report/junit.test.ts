import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { renderJunit } from '../../src/report/junit.ts';
import { failedCheck, kataResult, resultOf } from './support/sample-results.ts';
import { HOSTILE_TEXTS, OPTIONS, resultFullOf, situations } from './support/situations.ts';

const schema = await readFile(join(import.meta.dirname, 'support', 'junit.xsd'), 'utf8');

async function problemsOf(xml: string): Promise<readonly string[]> {
  const { errors } = await validateXML({ xml: [{ fileName: 'junit.xml', contents: xml }], schema: [schema] });
  return errors.map(({ message }) => message);
}

describe('JUnit XML', () => {
  describe.each(['en', 'es'] as const)('in %s', (lang) => {
    test.each(Object.entries(situations))('%s looks like this, and is valid', async (name, result) => {
      const xml = renderJunit(result, { lang });
      await expect(xml).toMatchFileSnapshot(join(import.meta.dirname, 'golden', `junit-${name}.${lang}.xml`));
      expect(await problemsOf(xml)).toEqual([]);
    });
  });

  test('the schema refuses what is not JUnit', async () => {
    const xml = renderJunit(situations['failed']!, OPTIONS);
    expect(await problemsOf(xml.replace('hostname="localhost" ', ''))).not.toEqual([]);
    expect(await problemsOf(xml.replace('<failure', '<fault').replace('</failure', '</fault'))).not.toEqual([]);
  });

  test.each(HOSTILE_TEXTS)('it stays valid and inert with %j', async (text) => {
    const xml = renderJunit(resultFullOf(text), OPTIONS);
    expect(await problemsOf(xml)).toEqual([]);
    expect(xml).not.toMatch(/^\s*::|##\[|<script|(?!\n)[\p{Cc}\p{Cf}\p{Cs}\uFFFE\uFFFF]/mu);
    expect(xml.match(/<testsuite /g)).toHaveLength(3);
  });

  test('empty names and absurd times are valid too', async () => {
    const check = { ...failedCheck('', '', ''), durationMs: 1e300 };
    const timing = { ...kataResult().timing, totalMs: -5 };
    expect(
      await problemsOf(renderJunit(resultOf([kataResult({ kata: '', checks: [check], timing })]), OPTIONS)),
    ).toEqual([]);
  });

  test('undecided is skipped, a fault of the grader is an error, what is too slow is a failure', () => {
    expect(renderJunit(situations['inconclusive']!, OPTIONS)).toMatch(/failures="0" errors="0" skipped="1"/);
    expect(renderJunit(situations['error']!, OPTIONS)).toMatch(/failures="0" errors="1" skipped="0"/);
    expect(renderJunit(situations['failed']!, OPTIONS)).toContain('type="slow"');
  });
});
