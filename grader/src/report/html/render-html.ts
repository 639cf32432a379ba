import { changesSentence } from '../changes-sentence.ts';
import type { FaceOptions } from '../face-options.ts';
import { figures } from '../figures.ts';
import { inLanguage } from '../in-language.ts';
import { translator } from '../messages/messages.ts';
import { overviewHeader, overviewPoints, overviewRow } from '../overview.ts';
import type { KataResult, Result } from '../result.ts';
import { inertLine } from '../sanitize.ts';
import { STATUS_MARKS } from '../status-marks.ts';
import { changeOf } from '../tally.ts';
import { Html, html, joined, prose } from './html.ts';
import { badge, kataSection } from './kata-section.ts';
import type { PageWords } from './page-words.ts';
import { shareChart } from './share-chart.ts';
import { STYLE, STYLE_HASH } from './style.ts';
import { table } from './table.ts';

/** A course has a dozen; a result with more katas than a person reads is broken or hostile. */
const MAX_KATAS = 100;

/** Nothing may load, run or be sent; the one style sheet is allowed by its hash. */
const POLICY = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/**
 * The face for a browser: one file that needs no network and no script, with the charts drawn in it. First the overview, then
 * a section per kata, then what it rests on.
 */
export function renderHtml(given: Result, { lang, base }: Pick<FaceOptions, 'lang' | 'base'>): string {
  const result = inLanguage(given, lang);
  const words: PageWords = { lang, t: translator(lang), own: figures(lang) };
  const { t, own } = words;
  const points = own.points(result.points, result.maxPoints);
  const katas = result.katas.slice(0, MAX_KATAS);
  const page = html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${t('page.title', { points })}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<a class="skip" href="#result">${t('page.skip')}</a>
<header>
<h1>${t('face.total', { points })} ${badge(result, words)}</h1>
${lead(result, base, words)}
</header>
${contents(katas, words)}
<main id="result" tabindex="-1">
${overview(result, katas, base, words)}
${joined(katas.map((kata, i) => kataSection(kata, anchorOf(i), result, words)))}
</main>
${ground(result, words)}
</body>
</html>
`;
  return page.markup;
}

/** By number: a name of a kata may be anything. */
function anchorOf(index: number): string {
  return `kata-${index + 1}`;
}

function lead(result: Result, base: Result | undefined, { t, own }: PageWords): Html {
  const { undecidedPoints, interrupted } = result;
  return joined([
    base &&
      html`<p><strong>${own.change(changeOf(result, base))}</strong> ${t('face.base', { points: own.points(base.points, base.maxPoints) })}</p>`,
    interrupted ? prose(t('interrupted')) : undefined,
    undecidedPoints > 0 ? prose(t('points.undecided', { points: own.amount(undecidedPoints) })) : undefined,
  ]);
}

function contents(katas: readonly KataResult[], { t }: PageWords): Html | undefined {
  if (katas.length < 2) return undefined;
  const entries = katas.map(
    ({ kata, status }, i) =>
      html`<li><a href="#${anchorOf(i)}"><span class="${status}" aria-hidden="true">${STATUS_MARKS[status]}</span> ${inertLine(kata, 100)}</a></li>`,
  );
  return html`<nav aria-label="${t('page.katas')}"><ul>${entries}</ul></nav>`;
}

function overview(result: Result, katas: readonly KataResult[], base: Result | undefined, words: PageWords): Html {
  const { t, own } = words;
  if (katas.length === 0) return prose(t('empty'));
  const before = new Map(base?.katas.map((kata) => [kata.kata, kata]));
  const changeIn = (kata: KataResult): string => {
    const old = before.get(kata.kata);
    return old ? own.change(changeOf(kata, old)) : t('change.new');
  };
  const rows = katas.map((kata, i) => [
    html`<span class="${kata.status}" aria-hidden="true">${STATUS_MARKS[kata.status]}</span> <a href="#${anchorOf(i)}">${inertLine(kata.kata, 100)}</a> <span class="unseen">(${t(`status.${kata.status}`)})</span>`,
    ...overviewRow(kata, result.machine.cores, own),
    ...(base ? [changeIn(kata)] : []),
  ]);
  const left = result.katas.length - katas.length;
  const more = left > 0 ? [[t('text.moreRows', { count: left }), '', '', '', '', '', ...(base ? [''] : [])]] : [];
  const change = base ? [own.change(changeOf(result, base))] : [];
  const sum = [t('total'), '', '', '', '', overviewPoints(result, own), ...change];
  return joined([
    html`<section aria-labelledby="overview">`,
    html`<h2 id="overview">${t('page.overview')}</h2>`,
    table({
      id: 'overview-table',
      caption: t('page.overviewCaption'),
      header: [...overviewHeader(t), ...(base ? [t('column.change')] : [])],
      rows: [...rows, ...more, sum],
      hasSum: true,
    }),
    shareChart(katas, words),
    html`</section>`,
  ]);
}

/** What was graded, when, where, and how strongly the submission was held. */
function ground(
  { subject, seed, startedAt, machine, isolation, ignoredChanges }: Result,
  { t, lang }: PageWords,
): Html {
  const time = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  const changes = changesSentence(ignoredChanges, t);
  const held = t('isolation', { description: isolation.description });
  return html`<footer>
<h2>${t('page.ground')}</h2>
${joined([prose(t('graded', { subject, seed })), changes === undefined ? undefined : prose(changes)])}
${prose(t('page.started', { time: `${time.format(new Date(startedAt))} UTC` }))}
${prose(t('machine', { ...machine }))}
${prose(isolation.level === 'full' ? `${held}.` : `${held}: ${t('isolation.weak')}.`)}
${joined(isolation.shortfall.map(prose))}
</footer>`;
}
