import type { UnitEvidence } from '../grading/unit.ts';
import type { SpeedupReport } from '../report/result.ts';
import { type Sentence, sentence } from '../report/sentence.ts';
import type { Label } from './label.ts';

/** How a proof came out, and why; `doubt` is an inconclusive measurement, neither proof nor refutation. */
export interface Outcome {
  readonly is: 'proven' | 'refuted' | 'doubt';
  readonly detail: readonly Sentence[];
}

const proven = (...detail: readonly Sentence[]): Outcome => ({ is: 'proven', detail });
const refuted = (...detail: readonly Sentence[]): Outcome => ({ is: 'refuted', detail });
const doubt = (...detail: readonly Sentence[]): Outcome => ({ is: 'doubt', detail });
/** Correct as labelled so far; nobody looked at how fast it is. */
const OUT_OF_TIME = doubt(sentence('proof.outOfTime'));

/** What somebody else said, in their words. */
export function quoted(text: string): Sentence {
  return sentence('proof.text', { text });
}

function saidOf({ message, messageSentences }: Pick<SpeedupReport, 'message' | 'messageSentences'>): Sentence[] {
  return messageSentences ?? [quoted(message)];
}

function countsOf({ spec }: UnitEvidence): { passed: number; total: number } {
  const passed = spec?.checks.filter((check) => check.passed).length ?? 0;
  return { passed, total: spec?.checks.length ?? 0 };
}

function faultOf({ fault, spec, problem }: UnitEvidence): Sentence[] | undefined {
  if (fault !== undefined) return [sentence('proof.ourFault', { said: fault })];
  if (spec && spec.faults.length > 0) return [quoted(spec.faults.join('; '))];
  return problem && [sentence('proof.failure', { kind: problem.kind }), ...saidOf(problem)];
}

/** The rules that were seen broken: a check that was not run shows nothing of its rule. */
function failedRules({ spec }: UnitEvidence): string[] {
  const failed = spec?.checks.filter(({ passed, kind }) => !passed && kind !== 'not-run');
  return [...new Set(failed?.map((check) => check.rule))];
}

/** What the stub must do: load, and fail every check. */
export function expectStub(evidence: UnitEvidence): Outcome {
  const fault = faultOf(evidence);
  if (fault) return refuted(...fault);
  const passed = evidence.spec!.checks.find((check) => check.passed);
  if (passed) return refuted(sentence('proof.passesCheck', { check: `${passed.rule} > ${passed.name}` }));
  return proven(sentence('proof.checks', countsOf(evidence)));
}

/** How far above the threshold the reference must be: a student's machine is not this one. */
const MARGIN = 1.1;

/** What the reference must do: pass everything, and be faster than asked with a margin. */
export function expectReference(evidence: UnitEvidence): Outcome {
  const passed = expectAccepted(evidence);
  if (passed.is !== 'proven') return passed;
  const { efficiency, mostEfficiency = efficiency!.median, threshold } = evidence.speedup!;
  const asked = threshold * MARGIN;
  if (efficiency!.median >= asked) return passed;
  const detail = sentence('proof.margin', { efficiency: efficiency!.median, asked });
  // As a verdict does: what lies in the interval, or what strangers on the machine may have taken, is not refuted.
  return efficiency!.high < asked && mostEfficiency < asked ? refuted(detail) : doubt(detail);
}

function expectAccepted(evidence: UnitEvidence): Outcome {
  const fault = faultOf(evidence);
  if (fault) return refuted(...fault);
  const [failed] = evidence.spec!.checks.filter((check) => !check.passed);
  if (failed) {
    const { rule, name, message: said = '' } = failed;
    return refuted(sentence('proof.failsCheck', { check: `${rule} > ${name}`, said }));
  }
  const { speedup } = evidence;
  if (evidence.isOutOfTime) return OUT_OF_TIME;
  if (!speedup) return refuted(sentence('proof.notMeasured', countsOf(evidence)));
  if (speedup.status === 'inconclusive') return doubt(...saidOf(speedup));
  if (speedup.status !== 'passed') return refuted(...saidOf(speedup));
  const counts = countsOf(evidence);
  if (speedup.cadence) return proven(sentence('proof.cadence', { ...counts, kept: speedup.efficiency!.median }));
  return proven(sentence('proof.accepted', { ...counts, speedup: speedup.speedup!.median }));
}

function expectSpeedupFailure(evidence: UnitEvidence, rules: readonly string[]): Outcome {
  const { speedup } = evidence;
  if (evidence.isOutOfTime) return OUT_OF_TIME;
  if (!speedup) return refuted(sentence('proof.notMeasured', countsOf(evidence)));
  const said = saidOf(speedup);
  if (speedup.status === 'inconclusive') return doubt(...said);
  if (speedup.status === 'passed') return refuted(sentence('proof.speedupPassed'), ...said);
  // Who cheats at what is measured may be given away by a wrong answer too.
  const by = speedup.kind === 'slow' ? 'speedup' : 'integrity';
  return rules.includes(by)
    ? proven(sentence('proof.caught', { by }), ...said)
    : refuted(sentence('proof.caughtBy', { by }), ...said);
}

/** Whether a labelled submission got the verdict on its label, for the reason on its label. */
export function expectLabel(label: Label, evidence: UnitEvidence): Outcome {
  if (label.name === 'accepted') return expectAccepted(evidence);
  const fault = faultOf(evidence);
  if (fault) return refuted(...fault);
  const failed = failedRules(evidence);
  const strangers = failed.filter((rule) => !label.rules.includes(rule));
  if (strangers.length > 0) return refuted(sentence('proof.alsoBreaks', { rules: strangers.join(', ') }));
  if (failed.length > 0) return proven(sentence('proof.breaks', { rules: failed.join(', '), ...countsOf(evidence) }));
  const measured = label.rules.filter((rule) => rule === 'speedup' || rule === 'integrity');
  if (measured.length === 0) return refuted(sentence('proof.passesAll'));
  return expectSpeedupFailure(evidence, measured);
}

/** Whether measuring can be part of the proof: a `wrong` submission that passes its checks is refuted already. */
export function needsMeasuring(label: Label): boolean {
  return label.name === 'accepted' || label.rules.some((rule) => rule === 'speedup' || rule === 'integrity');
}
