import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderCsv } from '../../src/report/csv.ts';
import { HOSTILE_TEXTS, resultFullOf, situations } from './support/situations.ts';

/** Read by a strict reader of RFC 4180: a stray quote or a row of another length is an error. */
const rowsOf = (csv: string): string[][] => parse(csv, { record_delimiter: '\r\n' });

describe('the gradebook', () => {
  test.each(Object.entries(situations))('%s looks like this', async (name, result) => {
    await expect(renderCsv(result)).toMatchFileSnapshot(join(import.meta.dirname, 'golden', `csv-${name}.csv`));
  });

  test('it has a row per kata between the names of the columns and the total', () => {
    const [columns, ...rows] = rowsOf(renderCsv(situations['failed']!));
    expect(columns).toContain('max_points');
    expect(rows.map((row) => row[3])).toEqual(['03-primes-sieve', '05-priority-downloader', '01-compressor', 'total']);
  });

  test('every line ends in CRLF', () => {
    expect(renderCsv(situations['failed']!).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('no field is a formula and no text leaves its field', () => {
    const hostile = fc
      .array(fc.constantFrom(...HOSTILE_TEXTS, ...'=+-@＝\t\r\n", a'), { maxLength: 6 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(hostile, (text) => {
        const rows = rowsOf(renderCsv(resultFullOf(text)));
        expect(rows).toHaveLength(5);
        for (const row of rows) {
          expect(row).toHaveLength(14);
          for (const field of row) expect(field).not.toMatch(/^\s*[=+\-@＝＋－＠]|[\t\r\n]/u);
        }
      }),
    );
  });
});
