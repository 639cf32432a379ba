import { figureFormats } from '../figure-formats.ts';
import { foldFailures } from '../fold-failures.ts';
import type { Check } from '../result.ts';
import { inertLine } from '../sanitize.ts';
import { STATUS_MARKS } from '../status-marks.ts';
import { type Html, html, joined, prose, quotation } from './html.ts';
import type { PageWords } from './page-words.ts';

/** A spec has some dozen checks; a result with more than this is broken or hostile. */
const MAX_CHECKS = 500;
/** Failures that are open when the page is: the first ones teach, forty would bury them. */
const OPEN_FAILURES = 3;
const NAME_CHARS = 300;

/** Every check: what did not pass with all that is known of it, what passed in a list that is folded. */
export function checksPart(checks: readonly Check[], words: PageWords): Html | undefined {
  if (checks.length === 0) return undefined;
  const { t } = words;
  const passed = checks.filter((check) => check.status === 'passed');
  return joined([
    html`<h3>${t('column.checks')}</h3>`,
    notPassed(checks, words),
    passed.length === 0
      ? undefined
      : html`<details><summary>${t('page.passed', { count: passed.length })}</summary>\n${list(passed, words)}\n</details>`,
  ]);
}

function notPassed(checks: readonly Check[], words: PageWords): Html | undefined {
  const { t } = words;
  const { count, same } = foldFailures(checks);
  if (count === 0) return undefined;
  const failures = checks.filter((check) => check.status !== 'passed');
  if (same) {
    return joined([
      prose(`${t('failures.same', { count })} ${reasonOf(same, words)}`),
      said(same, words),
      html`<details><summary>${t('page.notPassed', { count })}</summary>\n${list(failures, words)}\n</details>`,
    ]);
  }
  const shown = failures.slice(0, MAX_CHECKS);
  return joined([
    html`<p>${t('page.notPassed', { count })}</p>`,
    ...shown.map((check, i) => failure(check, i < OPEN_FAILURES, words)),
    rest(failures.length - shown.length, words),
  ]);
}

function failure(check: Check, isOpen: boolean, words: PageWords): Html {
  const { status, rule, name } = check;
  return html`<details class="failure"${isOpen ? html` open` : undefined}>
<summary><span class="${status}" aria-hidden="true">${STATUS_MARKS[status]}</span> ${inertLine(rule, NAME_CHARS)} › ${inertLine(name, NAME_CHARS)} <small>(${reasonOf(check, words)})</small></summary>
${said(check, words)}
</details>`;
}

function said({ message, printed }: Check, { t }: PageWords): Html {
  return joined([
    message ? quotation(message) : undefined,
    printed ? html`<p>${t('failure.printed')}</p>\n${quotation(printed)}` : undefined,
  ]);
}

/** By rule, with the time that each check took. */
function list(checks: readonly Check[], words: PageWords): Html {
  const { whole } = figureFormats(words.lang);
  const shown = checks.slice(0, MAX_CHECKS);
  const rules = [...Map.groupBy(shown, ({ rule }) => rule)];
  return joined([
    html`<dl class="checks">${rules.map(
      ([rule, group]) => html`
<dt>${inertLine(rule, NAME_CHARS)}</dt>${group.map(
        ({ name, durationMs }) => html`<dd>${inertLine(name, NAME_CHARS)} <small>${whole(durationMs)} ms</small></dd>`,
      )}`,
    )}
</dl>`,
    rest(checks.length - shown.length, words),
  ]);
}

function rest(count: number, { t }: PageWords): Html | undefined {
  return count > 0 ? html`<p>${t('text.moreRows', { count })}</p>` : undefined;
}

function reasonOf(check: Check, { t }: PageWords): string {
  return check.kind ? t(`kind.${check.kind}`) : t(`status.${check.status}`);
}
