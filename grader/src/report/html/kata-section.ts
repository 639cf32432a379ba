import { cadenceAccount } from '../cadence-account.ts';
import { ioAccount } from '../io-account.ts';
import { overviewHeader, overviewRow } from '../overview.ts';
import { splitOf } from '../points-split.ts';
import type { KataResult, Result, SpeedupReport } from '../result.ts';
import { inertLine } from '../sanitize.ts';
import { STATUS_MARKS } from '../status-marks.ts';
import { checksPart } from './checks-part.ts';
import { type Html, html, joined, prose, quotation } from './html.ts';
import type { PageWords } from './page-words.ts';
import { roundsChart } from './rounds-chart.ts';
import { timeChart } from './time-chart.ts';
import { workerChart } from './worker-chart.ts';

/** A state, for the eye and for the ear. */
export function badge({ status }: Pick<KataResult, 'status'>, { t }: PageWords): Html {
  return html`<span class="badge ${status}"><span aria-hidden="true">${STATUS_MARKS[status]}</span> ${t(`status.${status}`)}</span>`;
}

/** All that there is to say about one kata; `id` is its anchor. */
export function kataSection(kata: KataResult, id: string, result: Result, words: PageWords): Html {
  const { t, lang, own } = words;
  const { problem, speedup, undecidedPoints, checks } = kata;
  const split = splitOf(kata, own);
  const isAnyFailed = checks.some((check) => check.status !== 'passed');
  return joined([
    html`<section class="kata" id="${id}" aria-labelledby="${id}-heading">`,
    html`<h2 id="${id}-heading">${inertLine(kata.kata, 100)} <small>${inertLine(kata.title[lang], 200)}</small> ${badge(kata, words)}</h2>`,
    facts(kata, result, words),
    split && prose(t('points.split', split)),
    undecidedPoints > 0 ? prose(t('points.undecided', { points: own.amount(undecidedPoints) })) : undefined,
    problem && html`<h3>${t(`kind.${problem.kind}`)}</h3>\n${quotation(problem.message)}`,
    speedup && speedupPart(kata, speedup, id, words),
    checksPart(checks, words),
    isAnyFailed && !speedup ? prose(t('speedup.notMeasured')) : undefined,
    timePart(kata, id, words),
    html`<h3>${t('reproduce.heading')}</h3>\n${quotation(inertLine(kata.reproduce))}`,
    kata.nextStep === undefined ? undefined : html`<h3>${t('next.heading')}</h3>\n${prose(kata.nextStep)}`,
    html`</section>`,
  ]);
}

/** The figures of the overview's row, each with its name. */
function facts(kata: KataResult, { machine }: Result, { t, own }: PageWords): Html {
  const [, ...names] = overviewHeader(t);
  const cells = overviewRow(kata, machine.cores, own);
  return html`<dl class="facts">${names.map((name, i) => html`<div><dt>${name}</dt><dd>${cells[i]}</dd></div>`)}</dl>`;
}

function speedupPart(kata: KataResult, report: SpeedupReport, id: string, words: PageWords): Html {
  const { t } = words;
  return joined([
    html`<h3>${t('column.speedup')}</h3>`,
    prose(report.message),
    report.io && prose(ioAccount(report.io, report.workers, t)),
    report.cadence && prose(cadenceAccount(report.cadence, t)),
    report.explanation === undefined ? undefined : prose(report.explanation),
    roundsChart(kata, `${id}-rounds`, words),
    workersPart(kata, id, words),
  ]);
}

function workersPart(kata: KataResult, id: string, words: PageWords): Html | undefined {
  const chart = workerChart(kata, `${id}-workers`, words);
  return chart && html`<h3>${words.t('trace.heading')}</h3>\n${chart}`;
}

function timePart(kata: KataResult, id: string, words: PageWords): Html | undefined {
  const chart = timeChart(kata, `${id}-time`, words);
  return chart && html`<h3>${words.t('page.time')}</h3>\n${chart}`;
}
