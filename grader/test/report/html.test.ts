import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/report/html/render-html.ts';
import { STYLE, STYLE_HASH } from '../../src/report/html/style.ts';
import { htmlPage } from './support/html-page.ts';
import { measured, measuredKata } from './support/measured.ts';
import { failedCheck, kataResult, resultOf, slowKata, undecidedKata } from './support/sample-results.ts';
import { HOSTILE_TEXTS, resultFullOf, situations } from './support/situations.ts';

const EN = { lang: 'en' } as const;

const pages = { ...situations, measured };

describe('the page', () => {
  describe.each(['en', 'es'] as const)('in %s', (lang) => {
    test.each(Object.entries(pages))('%s looks like this, and is valid', async (name, result) => {
      const page = renderHtml(result, { lang });
      await expect(page).toMatchFileSnapshot(join(import.meta.dirname, 'golden', `html-${name}.${lang}.html`));
      const { errors, structure } = htmlPage(page);
      expect(errors).toEqual([]);
      expect(structure[0]).toBe(`html lang=${lang}`);
    });
  });

  test('the one style that its policy allows is its own', () => {
    expect(STYLE_HASH).toBe(`sha256-${createHash('sha256').update(STYLE).digest('base64')}`);
    const { all, textOf } = htmlPage(renderHtml(measured, EN));
    expect(all('style').map(textOf)).toEqual([STYLE.replace(/\s+/g, ' ').trim()]);
  });

  test('nothing in it runs, loads or is styled by itself', () => {
    for (const result of Object.values(pages)) {
      const { all } = htmlPage(renderHtml(result, EN));
      for (const name of ['script', 'link', 'img', 'iframe', 'object', 'form', 'base'])
        expect(all(name), name).toEqual([]);
      const attributes = all('*').flatMap(({ attrs }) => attrs);
      expect(attributes.filter(({ name }) => /^on|^style$|^src/.test(name))).toEqual([]);
      for (const { name, value } of attributes) if (name === 'href') expect(value).toMatch(/^#[\w-]+$/);
    }
  });

  test('each anchor has its place, each place one name', () => {
    const { all } = htmlPage(renderHtml(measured, EN));
    const attributes = all('*').flatMap(({ attrs }) => attrs);
    const ids = attributes.filter(({ name }) => name === 'id').map(({ value }) => value);
    expect(new Set(ids).size).toBe(ids.length);
    const wanted = attributes.flatMap(({ name, value }) =>
      name === 'href' ? [value.slice(1)] : name === 'aria-labelledby' ? value.split(' ') : [],
    );
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('each chart says in words what it shows, and has a table beside it', () => {
    const { all, textOf } = htmlPage(renderHtml(resultOf([measuredKata]), EN));
    const charts = all('svg');
    expect(charts).toHaveLength(3);
    for (const chart of charts) {
      const [title, description] = [all('title', chart), all('desc', chart)].map(([one]) => textOf(one!));
      expect(title).not.toBe('');
      expect(description).toMatch(/\d/);
    }
    expect(textOf(charts[1]!)).toContain(
      'Rounds: 12, from 1.72× to 1.84×. Median 1.78×, 95 % interval from 1.71× to 1.84×.',
    );
    const figures = all('figure');
    expect(figures.map((figure) => all('table', figure).length)).toEqual([1, 1, 1]);
    expect(
      all('caption')
        .map(textOf)
        .every((caption) => caption !== ''),
    ).toBe(true);
  });

  test('each round is a dot and a row', () => {
    const { all } = htmlPage(renderHtml(resultOf([measuredKata]), EN));
    expect(all('circle')).toHaveLength(12);
    const [, , rounds] = all('table');
    expect(all('tr', rounds)).toHaveLength(13);
  });

  test('where nothing was measured there is no chart of it', () => {
    const { all } = htmlPage(renderHtml(situations['error']!, EN));
    expect(all('circle')).toEqual([]);
  });

  test('against a base it says the change', () => {
    const base = resultOf([{ ...slowKata, points: 45.55 }]);
    const { all, textOf } = htmlPage(
      renderHtml(resultOf([{ ...slowKata, points: 57.86 }, undecidedKata]), { lang: 'en', base }),
    );
    expect(textOf(all('header')[0]!)).toContain('against the base (45.5/100).');
    expect(all('tr', all('table')[0]).map((row) => textOf(all('td', row).at(-1) ?? row))).toEqual([
      expect.stringContaining('Change'),
      '+12.3',
      'new',
      '+72.3',
    ]);
  });
});

describe('whatever a result holds', () => {
  /** Backticks in a sentence make code of it: an element of ours, and the only one that a text may bring. */
  const shapeOf = (page: string) => htmlPage(page).structure.filter((element) => element !== 'code');
  const plain = shapeOf(renderHtml(resultFullOf('word'), EN));

  test.each(HOSTILE_TEXTS)('no element and no attribute comes of %j', (text) => {
    expect(shapeOf(renderHtml(resultFullOf(text), EN))).toEqual(plain);
  });

  test('nor of any mixture', () => {
    const hostile = fc
      .array(
        fc.oneof(fc.constantFrom(...HOSTILE_TEXTS, ...'`<>&"\'=/!-[] \n'), fc.string({ unit: 'binary', maxLength: 6 })),
        {
          minLength: 1,
          maxLength: 8,
        },
      )
      .map((parts) => `a${parts.join('')}`);
    fc.assert(
      fc.property(hostile, (text) => {
        const page = renderHtml(resultFullOf(text), EN);
        expect(shapeOf(page)).toEqual(plain);
        expect(page).not.toMatch(/^\s*::|##\[|(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/mu);
      }),
      { numRuns: 60 },
    );
  });

  test('figures that no measurement has are drawn, or left out, but break nothing', () => {
    const { rounds: [round] = [], ...speedup } = measuredKata.speedup!;
    const odd = kataResult({
      speedup: {
        ...speedup,
        capacity: 0,
        speedup: { median: 1e6, low: 0, high: 1e6 },
        efficiency: { median: 1e6, low: 0, high: 1e6 },
        rounds: Array.from({ length: 5000 }, () => ({
          ...round!,
          speedup: 0,
          baselineMs: -1e300,
          manyWorkersMs: 1e300,
        })),
      },
      timing: { totalMs: 1e300, loadMs: -1, callMs: 1e300, specMs: 0, measureMs: 0, overheadMs: 0 },
    });
    const page = renderHtml(resultOf([odd]), EN);
    expect(htmlPage(page).errors).toEqual([]);
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('thousands of katas and checks stay a page', () => {
    const checks = Array.from({ length: 3000 }, (_, i) => failedCheck(`rule ${i}`, 'x', `message ${i}`));
    const page = renderHtml(resultOf([kataResult({ checks }), ...Array.from({ length: 300 }, () => kataResult())]), EN);
    const { all, textOf } = htmlPage(page);
    expect(all('section')).toHaveLength(101);
    expect(all('details').length).toBeLessThan(1000);
    expect(textOf(all('body')[0]!)).toContain('… 201 more');
  });
});
