import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inLanguage } from '../../src/report/in-language.ts';
import { MAX_RESULT_CHARS, parseResult, renderJson } from '../../src/report/json.ts';
import type { Result } from '../../src/report/result.ts';
import { failedCheck, kataResult, passedCheck, resultOf, withoutSentences } from './support/sample-results.ts';

const sample = resultOf([kataResult()]);

/** The same data with the keys of every object in another order. */
function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversedKeys(item)]),
  );
}

/** The document of `sample` with one place changed. */
const changed = (change: (document: Result) => object): string =>
  JSON.stringify(change(JSON.parse(renderJson(sample))));

describe('renderJson', () => {
  test('what was written is read back equal', () => {
    const { $schema, ...read } = parseResult(renderJson(sample));
    expect(read).toEqual(sample);
    expect($schema).toBe('urn:paralelo:result:2');
  });

  test('the order in which the result was built does not show', () => {
    expect(renderJson(reversedKeys(sample) as Result)).toBe(renderJson(sample));
  });

  test('the document begins with its schema and version, ends with one line feed', () => {
    const text = renderJson(sample);
    expect(text.slice(0, 70)).toBe('{\n  "$schema": "urn:paralelo:result:2",\n  "version": 2,\n  "status": "p');
    expect(text).toMatch(/[^\n]\n$/);
  });

  test('a message of a submission comes back as it was, and is inert in the document', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        const message = `${text}\u202e\u001b[2J##[error]x`;
        const json = renderJson(resultOf([kataResult({ checks: [failedCheck('borders', 'a', message)] })]));
        expect(/##\[|\p{Cf}|(?!\n)\p{Cc}/u.test(json)).toBe(false);
        expect(parseResult(json).katas[0]?.checks[0]?.message).toBe(message);
      }),
    );
  });

  test('a number that JSON cannot hold is our fault, and is not written', () => {
    expect(() => renderJson({ ...sample, points: Number.NaN })).toThrow(/points/);
  });
});

describe('parseResult', () => {
  test('a result of version 1 is read as one of this version, with its English texts and no sentences', () => {
    const { $schema: _, ...result } = sample;
    const old = { ...result, $schema: 'urn:paralelo:result:1', version: 1, katas: result.katas.map(withoutSentences) };
    const read = parseResult(JSON.stringify(old));
    expect(read).toEqual({ ...old, $schema: 'urn:paralelo:result:2', version: 2 });
    expect(inLanguage(read, 'es')).toEqual(read);
  });

  test.each([
    [
      'a wrong type, by its path',
      changed((document) => ({
        ...document,
        katas: [kataResult({ checks: [{ ...passedCheck('borders', 'a'), points: 'many' as never }] })],
      })),
      'This result is not valid at katas[0].checks[0].points. There stands "many". The reason: Invalid input: expected number, received string. Grade again to write a fresh one.',
    ],
    [
      'a missing part',
      changed(({ machine, ...document }) => document),
      'This result is not valid at machine. Nothing stands there. The reason: Invalid input: expected object, received undefined. Grade again to write a fresh one.',
    ],
    [
      'a key that nobody knows',
      changed((document) => ({ ...document, katas: [{ ...kataResult(), bonus: 1000 }] })),
      'This result is not valid at katas[0]. The reason: Unrecognized key: "bonus". Grade again to write a fresh one.',
    ],
    [
      'a figure that no grading gives',
      changed((document) => ({ ...document, points: 1e300 })),
      'This result is not valid at points. There stands 1e+300. The reason: Too big: expected number to be <=1000000. Grade again to write a fresh one.',
    ],
    [
      'a total that its katas do not have',
      changed((document) => ({ ...document, points: 99 })),
      'This result does not add up: points is 99, its katas have 100. Grade again to write a fresh one.',
    ],
    [
      'more points than there are',
      JSON.stringify(resultOf([kataResult({ points: 1000 })])),
      'This result gives 03-primes-sieve 1000 points of at most 100. Grade again to write a fresh one.',
    ],
    [
      'the number of further problems',
      '{"version":2,"status":"won"}',
      'This result is not valid at status. There stands "won". The reason: Invalid option: expected one of "passed"|"failed"|"inconclusive"|"error". Further problems: 10. Grade again to write a fresh one.',
    ],
    [
      'a list',
      '[]',
      'This result is not valid as a whole. There stands []. The reason: Invalid input: expected object, received array. Grade again to write a fresh one.',
    ],
    [
      'a later version',
      '{"version":3}',
      'This result has version 3; this grader reads up to version 2. Update the grader.',
    ],
    [
      'a text that is not JSON',
      'passed!',
      'This result is not JSON: Unexpected token \'p\', "passed!" is not valid JSON. Grade again to write a fresh one.',
    ],
  ])('it names %s', (_, text, message) => {
    expect(() => parseResult(text)).toThrow(expect.objectContaining({ name: 'UsageError', message }));
  });

  test('a huge text is refused before it is parsed', () => {
    expect(() => parseResult('['.repeat(MAX_RESULT_CHARS + 1))).toThrow(
      `This result has ${MAX_RESULT_CHARS + 1} characters; at most ${MAX_RESULT_CHARS} are read.`,
    );
  });

  test('a deeply nested text is refused', () => {
    expect(() => parseResult('['.repeat(100_000))).toThrow(/This result is not JSON/);
    expect(() => parseResult('['.repeat(5_000) + ']'.repeat(5_000))).toThrow(/not valid as a whole/);
  });

  test('no prototype comes in through a key', () => {
    const text = renderJson(sample).replace('"version": 2', '"__proto__": {"points": 1000}, "version": 2');
    expect(() => parseResult(text)).toThrow('Unrecognized key: "__proto__"');
  });

  test('the error about a hostile value is inert and short', () => {
    const text = changed((document) => ({ ...document, status: `\u001b[2J##[error]${'x'.repeat(10_000)}` }));
    const error = (() => {
      try {
        parseResult(text);
      } catch (thrown) {
        return thrown as Error;
      }
    })();
    expect(error?.message).toContain('# #[error]');
    expect(error?.message.length).toBeLessThan(400);
  });
});
