import type { Language } from '@paralelo/testkit/language';
import type { Figures } from './figures.ts';
import type { Section } from './fit.ts';
import { foldFailures, moreOf } from './fold-failures.ts';
import { codeText, paragraph, preformatted, prose } from './github-markdown.ts';
import type { Translate } from './messages/messages.ts';
import { splitOf } from './points-split.ts';
import type { Check, KataResult } from './result.ts';
import { STATUS_MARKS } from './status-marks.ts';
import { workerGantt } from './worker-gantt.ts';
import type { WorkerTrace } from './worker-trace.ts';

const MESSAGE_CHARS = 1500;
const PRINTED_CHARS = 600;

/** All that there is to say about one kata, folded: why, what failed, what to do, how to see it again. */
export function markdownKata(kata: KataResult, lang: Language, t: Translate, own: Figures): Section {
  const { checks, speedup, undecidedPoints } = kata;
  const isAnyFailed = checks.some((check) => check.status !== 'passed');
  const split = splitOf(kata, own);
  const state = `${codeText(kata.kata, 60)} ${prose(kata.title[lang], 100)} (${t(`status.${kata.status}`)})`;
  return {
    open: `<details><summary>${STATUS_MARKS[kata.status]} ${state}</summary>`,
    items: [
      ...(kata.problem
        ? [paragraph(t(`kind.${kata.problem.kind}`)), preformatted(kata.problem.message, MESSAGE_CHARS)]
        : []),
      ...(speedup ? [paragraph(speedup.message)] : []),
      ...(speedup?.explanation ? [paragraph(speedup.explanation)] : []),
      ...(split ? [paragraph(t('points.split', split))] : []),
      ...(undecidedPoints > 0 ? [paragraph(t('points.undecided', { points: own.amount(undecidedPoints) }))] : []),
      ...failures(checks, t),
      ...(isAnyFailed && !speedup ? [paragraph(t('speedup.notMeasured'))] : []),
      ...(kata.nextStep ? [paragraph(`${t('next.heading')} ${kata.nextStep}`)] : []),
      `${paragraph(t('reproduce.heading'))}\n\n${preformatted(kata.reproduce, MESSAGE_CHARS)}`,
    ],
    extras: speedup?.trace ? [workers(speedup.trace, lang, t)] : [],
    close: '</details>',
  };
}

function workers(trace: WorkerTrace, lang: Language, t: Translate): string {
  const { seed, wallMs, cpuMs, othersCount } = trace;
  const account = t('trace.account', { seed, wall: wallMs, cpu: cpuMs, cores: cpuMs / Math.max(1, wallMs) });
  const others = othersCount > 0 ? ` ${t('trace.others', { count: othersCount })}` : '';
  return [
    `<p><b>${t('trace.heading')}</b></p>`,
    workerGantt(trace, t, lang),
    paragraph(`${account} ${t('trace.legend')}${others}`),
  ].join('\n\n');
}

function failures(checks: readonly Check[], t: Translate): string[] {
  const { count, same, groups } = foldFailures(checks);
  if (same) return [block(`${prose(t('failures.same', { count }))} ${reasonOf(same, t)}`, same, t)];
  return groups.flatMap(({ rule, shown, more }) => [
    ...shown.map((check) =>
      block(
        `${STATUS_MARKS[check.status]} ${codeText(`${check.rule} › ${check.name}`)} (${reasonOf(check, t)})`,
        check,
        t,
      ),
    ),
    ...(more > 0 ? [paragraph(t(moreOf(shown), { count: more, rule }))] : []),
  ]);
}

/** A failure is cut as a whole or not at all. */
function block(heading: string, { message, printed }: Check, t: Translate): string {
  return [
    `<p>${heading}</p>`,
    ...(message ? [preformatted(message, MESSAGE_CHARS)] : []),
    ...(printed ? [paragraph(t('failure.printed')), preformatted(printed, PRINTED_CHARS)] : []),
  ].join('\n\n');
}

function reasonOf(check: Check, t: Translate): string {
  return check.kind ? t(`kind.${check.kind}`) : t(`status.${check.status}`);
}
