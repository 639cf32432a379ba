import type { UnitEvidence } from '../grading/unit.ts';
import type { Label } from './label.ts';

/** How a proof came out; `doubt` is an inconclusive measurement, neither proof nor refutation. */
export type Outcome =
  | { readonly is: 'proven'; readonly detail: string }
  | { readonly is: 'refuted'; readonly detail: string }
  | { readonly is: 'doubt'; readonly detail: string };

const proven = (detail: string): Outcome => ({ is: 'proven', detail });
const refuted = (detail: string): Outcome => ({ is: 'refuted', detail });
/** Correct as labelled so far; nobody looked at how fast it is. */
const OUT_OF_TIME: Outcome = { is: 'doubt', detail: 'not measured: the time given by --within was used up' };

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function checksLine({ spec }: UnitEvidence): string {
  const passed = spec?.checks.filter((check) => check.passed).length ?? 0;
  return `${passed}/${spec?.checks.length ?? 0} checks`;
}

function faultOf({ fault, spec, problem }: UnitEvidence): string | undefined {
  if (fault !== undefined) return `our own fault: ${fault}`;
  if (spec && spec.faults.length > 0) return spec.faults.join('; ');
  return problem && `${problem.kind}: ${problem.message}`;
}

function failedRules({ spec }: UnitEvidence): string[] {
  return [...new Set(spec?.checks.filter((check) => !check.passed).map((check) => check.rule))];
}

/** What the stub must do: load, and fail every check. */
export function expectStub(evidence: UnitEvidence): Outcome {
  const fault = faultOf(evidence);
  if (fault !== undefined) return refuted(fault);
  const passed = evidence.spec!.checks.filter((check) => check.passed);
  if (passed.length > 0) return refuted(`it passes "${passed[0]!.rule} > ${passed[0]!.name}"`);
  return proven(checksLine(evidence));
}

/** How far above the threshold the reference must be: a student's machine is not this one. */
const MARGIN = 1.1;

/** What the reference must do: pass everything, and be faster than asked with a margin. */
export function expectReference(evidence: UnitEvidence): Outcome {
  const passed = expectAccepted(evidence);
  if (passed.is !== 'proven') return passed;
  const { efficiency, threshold } = evidence.speedup!;
  const asked = threshold * MARGIN;
  if (efficiency!.median >= asked) return passed;
  const detail = `efficiency ${percent(efficiency!.median)}; with margin, ${percent(asked)} is asked for`;
  // A busy machine widens the interval; what lies in it is not refuted.
  return efficiency!.high < asked ? refuted(detail) : { is: 'doubt', detail };
}

function expectAccepted(evidence: UnitEvidence): Outcome {
  const fault = faultOf(evidence);
  if (fault !== undefined) return refuted(fault);
  const [failed] = evidence.spec!.checks.filter((check) => !check.passed);
  if (failed) return refuted(`it fails "${failed.rule} > ${failed.name}": ${failed.message ?? ''}`);
  const { speedup } = evidence;
  if (evidence.isOutOfTime) return OUT_OF_TIME;
  if (!speedup) return refuted('its speedup was not measured');
  if (speedup.status === 'inconclusive') return { is: 'doubt', detail: speedup.message };
  if (speedup.status !== 'passed') return refuted(speedup.message);
  const { cadence, efficiency } = speedup;
  const measured = cadence ? percent(efficiency!.median) : `${speedup.speedup!.median.toFixed(2)}×`;
  return proven(`${checksLine(evidence)}, ${measured}`);
}

function expectSpeedupFailure(evidence: UnitEvidence, rules: readonly string[]): Outcome {
  const { speedup } = evidence;
  if (evidence.isOutOfTime) return OUT_OF_TIME;
  if (!speedup) return refuted(`its speedup was not measured (${checksLine(evidence)})`);
  if (speedup.status === 'inconclusive') return { is: 'doubt', detail: speedup.message };
  if (speedup.status === 'passed') return refuted(`its speedup passed: ${speedup.message}`);
  const caught = speedup.kind === 'integrity' ? 'integrity' : 'speedup';
  if (!rules.includes(caught)) return refuted(`it was caught by ${caught}: ${speedup.message}`);
  return proven(`${caught}: ${speedup.message}`);
}

/** Whether a labelled submission got the verdict on its label, for the reason on its label. */
export function expectLabel(label: Label, evidence: UnitEvidence): Outcome {
  if (label.name === 'accepted') return expectAccepted(evidence);
  const fault = faultOf(evidence);
  if (fault !== undefined) return refuted(fault);
  const failed = failedRules(evidence);
  const strangers = failed.filter((rule) => !label.rules.includes(rule));
  if (strangers.length > 0) return refuted(`it also breaks ${strangers.join(', ')}`);
  if (failed.length > 0) return proven(`breaks ${failed.join(', ')} (${checksLine(evidence)})`);
  const measured = label.rules.filter((rule) => rule === 'speedup' || rule === 'integrity');
  if (measured.length === 0) return refuted('it passes every check');
  return expectSpeedupFailure(evidence, measured);
}

/** Whether measuring can be part of the proof: a `wrong` submission that passes its checks is refuted already. */
export function needsMeasuring(label: Label): boolean {
  return label.name === 'accepted' || label.rules.some((rule) => rule === 'speedup' || rule === 'integrity');
}
