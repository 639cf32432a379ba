import type { FaceOptions } from './face-options.ts';
import { inLanguage } from './in-language.ts';
import { escapeMarkup } from './markup.ts';
import { type Translate, translator } from './messages/messages.ts';
import type { Check, KataResult, Result } from './result.ts';
import { inert, inertLine } from './sanitize.ts';
import { tallyChecks } from './tally.ts';

type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

interface Testcase {
  readonly classname: string;
  readonly name: string;
  readonly durationMs: number;
  readonly outcome: Outcome;
  readonly type: string;
  readonly message: string;
  readonly body: string;
}

const OUTCOMES = { passed: 'passed', failed: 'failure', inconclusive: 'skipped', error: 'error' } as const;
/** A day, ms: a decimal of XML has no exponent, so what no grading takes must not become one. */
const LONGEST_MS = 86_400_000;

/**
 * The face for the test pages of a CI: JUnit XML, a suite per kata, a case per check, one for the speedup and one for what
 * stopped the grading. It keeps to what both schemas in use allow: Ant's (with `id`, `package`, both outputs, in this order) and
 * Jenkins'. Points are properties of a suite.
 */
export function renderJunit(result: Result, { lang }: Pick<FaceOptions, 'lang'>): string {
  const t = translator(lang);
  const suites = inLanguage(result, lang).katas.map((kata, id) => suite(kata, id, result.startedAt, t));
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suites.flat(), '</testsuites>', ''].join('\n');
}

function suite(kata: KataResult, id: number, startedAt: string, t: Translate): string[] {
  const cases = casesOf(kata, t);
  const count = (outcome: Outcome): number => cases.filter((one) => one.outcome === outcome).length;
  const checks = tallyChecks([kata]);
  const facts = {
    points: kata.points,
    maxPoints: kata.maxPoints,
    undecidedPoints: kata.undecidedPoints,
    checksPassed: checks.passed,
    checks: checks.total,
  };
  const attributes = attributesOf({
    id,
    package: 'paralelo',
    name: nameOf(kata.kata),
    // The schema of Ant knows no zone: UTC, as everywhere in a result.
    timestamp: new Date(startedAt).toISOString().slice(0, 19),
    hostname: 'localhost',
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: seconds(kata.timing.totalMs),
  });
  return [
    `  <testsuite ${attributes}>`,
    '    <properties>',
    ...Object.entries(facts).map(([name, value]) => `      <property ${attributesOf({ name, value })}/>`),
    '    </properties>',
    ...cases.flatMap(testcase),
    `    <system-out>${escapeMarkup(said(kata, t))}</system-out>`,
    '    <system-err></system-err>',
    '  </testsuite>',
  ];
}

function casesOf(kata: KataResult, t: Translate): Testcase[] {
  const { problem, checks, speedup, status } = kata;
  return [
    ...checks.map((check) => caseOf(kata.kata, check.rule, check, t)),
    ...(speedup ? [caseOf(kata.kata, t('test.speedup'), speedup, t)] : []),
    ...(problem ? [caseOf(kata.kata, t(`kind.${problem.kind}`), { ...problem, status }, t)] : []),
  ];
}

type Part = Pick<Check, 'status' | 'kind' | 'message'> & Partial<Pick<Check, 'name' | 'printed' | 'durationMs'>>;

function caseOf(kata: string, rule: string, part: Part, t: Translate): Testcase {
  const { status, kind, message = '', name = rule, printed, durationMs = 0 } = part;
  const reason = kind ? t(`kind.${kind}`) : t(`status.${status}`);
  return {
    classname: `${nameOf(kata)}.${nameOf(rule)}`,
    name: nameOf(name),
    durationMs,
    outcome: OUTCOMES[status],
    type: kind ?? status,
    message: inertLine(message, 300) || reason,
    body: [inert(message), ...(printed ? [t('failure.printed'), inert(printed)] : [])].join('\n'),
  };
}

function testcase({ classname, name, durationMs, outcome, type, message, body }: Testcase): string[] {
  const open = `    <testcase ${attributesOf({ classname, name, time: seconds(durationMs) })}`;
  if (outcome === 'passed') return [`${open}/>`];
  const inside =
    outcome === 'skipped'
      ? `      <skipped ${attributesOf({ message })}/>`
      : `      <${outcome} ${attributesOf({ message, type })}>${escapeMarkup(body)}</${outcome}>`;
  return [`${open}>`, inside, '    </testcase>'];
}

/** The sentences about the speedup, and the line that repeats it all. */
function said({ speedup, reproduce }: KataResult, t: Translate): string {
  return [speedup?.message, speedup?.explanation, t('reproduce.heading'), reproduce]
    .filter((line) => line !== undefined)
    .map((line) => inertLine(line))
    .join('\n');
}

/** Names of the schema are never empty. */
function nameOf(text: string): string {
  return inertLine(text, 300) || '?';
}

function attributesOf(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escapeMarkup(String(value))}"`)
    .join(' ');
}

function seconds(ms: number): string {
  return (Math.min(Math.max(ms, 0), LONGEST_MS) / 1000).toFixed(3);
}
