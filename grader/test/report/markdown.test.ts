import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMENT_MARKER, MAX_COMMENT_BYTES, renderMarkdown } from '../../src/report/markdown.ts';
import type { Result } from '../../src/report/result.ts';
import { MAX_SUMMARY_BYTES, renderSummary } from '../../src/report/summary.ts';
import { githubPage } from './support/github-page.ts';
import { measured, measuredKata, trace } from './support/measured.ts';
import { failedCheck, kataResult, manyFailures, resultOf, slowKata, undecidedKata } from './support/sample-results.ts';
import { HOSTILE_TEXTS, OPTIONS, resultFullOf, situations } from './support/situations.ts';

const bytes = (text: string) => Buffer.byteLength(text);
const base = resultOf([{ ...slowKata, points: 45.55 }]);

/** A result of `katas` katas that each failed `failures` checks with `text`. */
const huge = (katas: number, failures: number, text: string): Result =>
  resultOf(
    Array.from({ length: katas }, (_, i) => ({
      ...manyFailures,
      kata: `${i}-${text.slice(0, 40)}`,
      checks: Array.from({ length: failures }, (_, j) =>
        failedCheck(`rule ${j}`, text, `${j} ${text}`, { printed: text }),
      ),
    })),
  );

describe('the comment', () => {
  describe.each(['en', 'es'] as const)('in %s', (lang) => {
    test.each(Object.entries(situations))('%s looks like this', async (name, result) => {
      const golden = join(import.meta.dirname, 'golden', `markdown-${name}.${lang}.md`);
      await expect(renderMarkdown(result, { ...OPTIONS, lang })).toMatchFileSnapshot(golden);
    });

    test('of a measured result, with the workers over time, looks like this', async () => {
      const golden = join(import.meta.dirname, 'golden', `markdown-measured.${lang}.md`);
      await expect(renderMarkdown(measured, { ...OPTIONS, lang })).toMatchFileSnapshot(golden);
    });

    test('against a base looks like this', async () => {
      const result = resultOf([{ ...slowKata, points: 57.86 }, undecidedKata]);
      const golden = join(import.meta.dirname, 'golden', `markdown-change.${lang}.md`);
      await expect(renderMarkdown(result, { ...OPTIONS, lang, base })).toMatchFileSnapshot(golden);
    });
  });

  test('it begins with the marker by which it is found again, then says the total', () => {
    const [marker, , total] = renderMarkdown(situations['failed']!, OPTIONS).split('\n');
    expect(marker).toBe(COMMENT_MARKER);
    expect(total).toBe('### ✗ 72.3/300 points');
  });

  test.each([
    [57.86, 45.55, '**+12.3** against the base (45.5/100).'],
    [45.55, 57.86, '**-12.3** against the base (57.8/100).'],
    [60, 60, '**±0** against the base (60/100).'],
  ])('from %d it changed against %d by what the two totals show', (points, before, sentence) => {
    const comment = renderMarkdown(resultOf([{ ...slowKata, points }]), {
      lang: 'en',
      base: resultOf([{ ...slowKata, points: before }]),
    });
    expect(comment).toContain(sentence);
  });

  test('a kata that the base does not have is new', () => {
    expect(renderMarkdown(resultOf([undecidedKata]), { lang: 'en', base })).toMatch(/06-mapreduce.*\| new \|/);
  });

  test('each chart, table, heading and fold is what GitHub makes of it', () => {
    const { structure } = githubPage(renderMarkdown(situations['failed']!, OPTIONS));
    const count = (tag: string) => structure.filter((element) => element === tag).length;
    expect({
      h3: count('h3'),
      table: count('table'),
      tr: count('tr'),
      details: count('details'),
      summary: count('summary'),
    }).toEqual({ h3: 1, table: 1, tr: 5, details: 3, summary: 3 });
    expect(structure).toContain('code class=language-mermaid');
  });
});

describe('whatever a result holds', () => {
  const plain = githubPage(renderMarkdown(resultFullOf('word'), OPTIONS));

  /** Backticks in a sentence make code of it: an element of ours, and the only one that a text may bring. */
  const withoutCode = (structure: readonly string[]) => structure.filter((element) => !/^\/?code$/.test(element));

  test.each(HOSTILE_TEXTS)('no element and no comment comes of %j', (text) => {
    const { structure } = githubPage(renderMarkdown(resultFullOf(text), OPTIONS));
    expect(withoutCode(structure)).toEqual(withoutCode(plain.structure));
  });

  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom(...HOSTILE_TEXTS, ...'`|\\<>&@#*_~[]()!\n -=:'),
        fc.string({ unit: 'binary', maxLength: 6 }),
      ),
      {
        minLength: 1,
        maxLength: 8,
      },
    )
    .map((parts) => `a${parts.join('')}`);

  test('nor of any mixture, and GitHub finds nobody to mention and nothing to link', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const markdown = renderMarkdown(resultFullOf(text), OPTIONS);
        const { structure, searched } = githubPage(markdown);
        expect(withoutCode(structure)).toEqual(withoutCode(plain.structure));
        for (const part of searched) expect(part).not.toMatch(/@|#\w|gh-\d|:\/\/|www\./i);
        expect(markdown).not.toMatch(/^\s*::|##\[|(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/mu);
      }),
      { numRuns: 60 },
    );
  });

  test('the marker stands once, so another comment is never taken for it', () => {
    const markdown = renderMarkdown(resultFullOf(COMMENT_MARKER), OPTIONS);
    expect(markdown.split(COMMENT_MARKER)).toHaveLength(2);
  });

  test.each([
    ['many failures', huge(6, 300, 'x'.repeat(4000))],
    ['many katas', huge(500, 2, 'kata')],
    ['text that grows when it is made inert', huge(12, 40, '\u202e'.repeat(4000))],
    ['text of four bytes a character', huge(12, 40, '🦀'.repeat(2000))],
    ['a base besides', huge(12, 40, '<'.repeat(4000))],
  ])('the comment has at most 60 KB, is whole and says that it was cut: %s', (_, result) => {
    for (const lang of ['en', 'es'] as const) {
      const markdown = renderMarkdown(result, { lang, base: result });
      expect(bytes(markdown)).toBeLessThanOrEqual(MAX_COMMENT_BYTES);
      const { structure, text } = githubPage(markdown);
      expect(structure.filter((element) => element === 'details')).toHaveLength(
        structure.filter((element) => element === '/details').length,
      );
      expect(structure).toContain('table');
      expect(text).toContain(lang === 'en' ? 'did not fit here' : 'no cabe aquí');
    }
  });

  test('each kata keeps its share of the room', () => {
    const markdown = renderMarkdown(huge(6, 300, 'x'.repeat(4000)), OPTIONS);
    expect(markdown.match(/<details>/g)).toHaveLength(6);
    expect(markdown.match(/<pre>/g)!.length).toBeGreaterThan(20);
  });
});

describe('the summary of a step', () => {
  test('it is the comment without its marker', () => {
    for (const [name, result] of Object.entries(situations)) {
      expect(`${COMMENT_MARKER}\n\n${renderSummary(result, OPTIONS)}`, name).toBe(renderMarkdown(result, OPTIONS));
    }
  });

  test('it has room for what the comment leaves out, up to 1 MB', () => {
    const result = huge(60, 300, 'x'.repeat(4000));
    const summary = renderSummary(result, OPTIONS);
    expect(bytes(summary)).toBeLessThanOrEqual(MAX_SUMMARY_BYTES);
    expect(bytes(summary)).toBeGreaterThan(10 * MAX_COMMENT_BYTES);
  });
});

test('a chart has a bar for each speedup and no foreign character', () => {
  const markdown = renderMarkdown(
    resultOf([kataResult(), { ...slowKata, kata: '"] end\n```<b>' }, { ...undecidedKata, kata: 'x'.repeat(200) }]),
    OPTIONS,
  );
  const [, chart] = /```mermaid\n([^`]*)```/.exec(markdown)!;
  expect(chart).toContain('bar [1.78, 0.98, 1.02]');
  expect(chart).toContain('line [1.47, 1.47, 1.06]');
  expect(chart).toContain('"___end_____b_"');
});

describe('the Gantt of the workers', () => {
  const ganttOf = (markdown: string): string[] =>
    (/```mermaid\n---\n([^`]*)```/.exec(markdown)?.[1] ?? '').trimEnd().split('\n');
  const traced = (more: Partial<typeof trace>) =>
    resultOf([{ ...measuredKata, speedup: { ...measuredKata.speedup!, trace: { ...trace, ...more } } }]);

  test('has a row for the call and a row a thread that ran, in lines that Mermaid reads', () => {
    const lines = ganttOf(renderMarkdown(traced({}), OPTIONS));
    expect(lines.filter((line) => line.startsWith('  section '))).toEqual([
      '  section the call',
      '  section main thread',
      '  section worker 1',
      '  section worker 2',
      '  section V8 helper 1',
    ]);
    expect(lines).toContain('    no core :crit, 200, 75ms');
    const tasks = lines.filter((line) => / :\w+, /.test(line));
    for (const task of tasks) expect(task).toMatch(/^ {4}[^:;#]+ :(active|done|crit), \d+, [1-9]\d*ms$/);
  });

  test('stays within the call, whatever a file says of its spans', () => {
    const span = { fromMs: 0, toMs: 1e6, busy: 1, waiting: 1 };
    const odd = { fromMs: 400, toMs: 100, busy: 0, waiting: 0 };
    const threads = [{ kind: 'main' as const, busyMs: 1e6, waitedMs: 1e6, spans: [odd, span, span, odd] }];
    const tasks = ganttOf(renderMarkdown(traced({ threads }), OPTIONS)).filter((line) => / :\w+, /.test(line));
    expect(tasks).toEqual(['    505 ms :done, 0, 505ms', '    100 % :active, 0, 505ms']);
    expect(renderMarkdown(traced({ wallMs: 0, threads }), OPTIONS)).not.toMatch(/NaN|Infinity/);
  });

  test('draws the bars of a thread in one row: none begins before the one before it has ended', () => {
    const edges = [0, 0.6, 13.5, 27.4, 52.5, 77.6, 103.4, 230.2, 474.5, 505];
    const spans = edges.slice(1).map((toMs, i) => ({ fromMs: edges[i]!, toMs, busy: i % 2, waiting: 0 }));
    const threads = [{ kind: 'worker' as const, busyMs: 300, waitedMs: 0, spans }];
    const lines = ganttOf(renderMarkdown(traced({ threads }), OPTIONS));
    const bars = lines.slice(lines.indexOf('  section worker 1') + 1).map((line) => / (\d+), (\d+)ms$/.exec(line)!);
    expect(bars.length).toBeGreaterThan(6);
    for (const [i, [, from]] of bars.slice(1).entries()) {
      const [, before, length] = bars[i]!;
      expect(Number(before) + Number(length)).toBeLessThanOrEqual(Number(from));
      expect(Number(length)).toBeGreaterThan(0);
    }
  });

  test('is what is cut first where the room is scarce, of every kata', () => {
    const withFailures = (count: number) =>
      resultOf([
        measuredKata,
        {
          ...measuredKata,
          checks: Array.from({ length: count }, (_, i) => failedCheck(`rule ${i}`, 'law', `${i} ${'x'.repeat(1400)}`)),
        },
      ]);
    const stateOf = (markdown: string): string => {
      expect(bytes(markdown)).toBeLessThanOrEqual(MAX_COMMENT_BYTES);
      const gantts = markdown.split('\ngantt\n').length - 1;
      return `${gantts} Gantts, ${markdown.split('To repeat it:').length - 1} commands${markdown.includes('did not fit here') ? ', cut' : ''}`;
    };
    // As failures grow in number, first all is there, then all but the Gantts, then less.
    const states = Array.from({ length: 60 }, (_, count) => stateOf(renderMarkdown(withFailures(count), OPTIONS)));
    expect([...new Set(states)]).toEqual([
      '2 Gantts, 2 commands',
      '0 Gantts, 2 commands, cut',
      '0 Gantts, 1 commands, cut',
    ]);
  });
});
