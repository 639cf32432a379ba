import type { SubmissionSource } from '../kata/find-submission.ts';
import type { Check, KataResult, Status, Timing } from '../report/result.ts';
import { inEnglish, sentence } from '../report/sentence.ts';
import { combinedStatus, type Points, pointsPerCheck, sumPoints } from '../verdict/score.ts';
import type { UnitEvidence } from './unit.ts';

/** What a reader needs to see the same again. */
export interface Circumstances {
  readonly source: SubmissionSource;
  readonly seed: number;
  /** Flags that were given besides, e.g. `--isolation process`. */
  readonly flags: readonly string[];
}

/** The part of a result that is about one kata. */
export function kataResult(evidence: UnitEvidence, circumstances: Circumstances): KataResult {
  const { kata } = evidence.unit;
  const checks = checksOf(evidence);
  const status = statusOf(evidence, checks);
  return {
    kata: kata.id,
    title: kata.title,
    status,
    ...(problemOf(evidence) && { problem: problemOf(evidence)! }),
    checks,
    ...(evidence.speedup && { speedup: evidence.speedup }),
    ...pointsOf(evidence, checks),
    ...(status === 'failed' && circumstances.source.kind === 'student' && nextStep(evidence, checks)),
    reproduce: reproduce(kata.id, circumstances),
    timing: timingOf(evidence),
  };
}

/** A judge that failed leaves no verdict, whatever it had seen by then. */
function faultsOf({ fault, spec }: UnitEvidence): string[] {
  return [...(fault === undefined ? [] : [fault]), ...(spec?.faults ?? [])];
}

function checksOf(evidence: UnitEvidence): Check[] {
  const { kata } = evidence.unit;
  const worth = pointsPerCheck(kata.points, kata.checks);
  return (evidence.spec?.checks ?? []).map(({ passed, ...check }) => ({
    ...check,
    status: passed ? 'passed' : 'failed',
    points: passed ? worth : 0,
    maxPoints: worth,
  }));
}

function problemOf(evidence: UnitEvidence): KataResult['problem'] {
  if (evidence.problem) return evidence.problem;
  const faults = faultsOf(evidence);
  if (faults.length === 0) return undefined;
  const said = [sentence('problem.fault', { faults: faults.join('\n') })];
  return { kind: 'fault', message: inEnglish(said), messageSentences: said };
}

function statusOf(evidence: UnitEvidence, checks: readonly Check[]): Status {
  if (faultsOf(evidence).length > 0) return 'error';
  if (evidence.problem) return 'failed';
  return combinedStatus([
    ...checks.map((check) => check.status),
    ...(evidence.speedup ? [evidence.speedup.status] : []),
  ]);
}

function pointsOf(evidence: UnitEvidence, checks: readonly Check[]): Points {
  const { kata, phases } = evidence.unit;
  const correctness: Points = {
    points: faultsOf(evidence).length > 0 ? 0 : checks.reduce((sum, check) => sum + check.points, 0),
    maxPoints: phases === 'speedup' ? 0 : kata.points,
    undecidedPoints: 0,
  };
  const forSpeedup = kata.speedup.levels.at(-1)!.points;
  const isOpen = evidence.speedup?.points === null;
  const speedup: Points = {
    points: evidence.speedup?.points ?? 0,
    maxPoints: phases === 'spec' || isOpen ? 0 : forSpeedup,
    undecidedPoints: isOpen ? forSpeedup : 0,
  };
  return sumPoints([correctness, speedup]);
}

function nextStep(
  { unit, problem, speedup }: UnitEvidence,
  checks: readonly Check[],
): Required<Pick<KataResult, 'nextStep' | 'nextStepSentences'>> {
  const isRight = !problem && speedup !== undefined && checks.every(({ status }) => status === 'passed');
  const said = [sentence(isRight ? 'next.measured' : 'next.step', { kata: unit.kata.id })];
  return { nextStep: inEnglish(said), nextStepSentences: said };
}

function reproduce(kata: string, { source, seed, flags }: Circumstances): string {
  const whose = {
    student: [],
    reference: ['--reference'],
    folder: ['--submission', source.kind === 'folder' ? quoted(source.dir) : ''],
  }[source.kind];
  return ['npx --yes pnpm@12 grade', kata, ...whose, ...flags, `--seed ${seed}`].join(' ');
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}

function timingOf({ totalMs, measureMs, spec }: UnitEvidence): Timing {
  const { loadMs = 0, callMs = 0, checks = [] } = spec ?? {};
  const inChecksMs = checks.reduce((sum, check) => sum + check.durationMs, 0);
  const specMs = Math.max(0, inChecksMs - loadMs - callMs);
  return {
    totalMs,
    loadMs,
    callMs,
    specMs,
    measureMs,
    overheadMs: Math.max(0, totalMs - loadMs - callMs - specMs - measureMs),
  };
}
