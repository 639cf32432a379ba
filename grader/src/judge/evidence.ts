import type { CadenceMeasurement } from '../measure/cadence-round.ts';
import type { IoMeasurement } from '../measure/io-round.ts';
import type { Measurement } from '../measure/samples.ts';
import type { FailureKind, Problem } from '../report/result.ts';
import type { Sentence } from '../report/sentence.ts';

/** One test of the spec as the judge saw it; points come later. */
export interface SpecCheck {
  /** The name of the outermost `describe`. */
  readonly rule: string;
  readonly name: string;
  readonly passed: boolean;
  readonly kind?: FailureKind;
  readonly message?: string;
  /** What the message says, where it is ours. */
  readonly messageSentences?: Sentence[];
  readonly printed?: string;
  readonly durationMs: number;
}

/** What running the spec showed. Times in ms. */
export interface SpecEvidence {
  readonly checks: readonly SpecCheck[];
  /** Faults of the spec or the judge themselves; with any of them there is no verdict. */
  readonly faults: readonly string[];
  readonly wallMs: number;
  readonly loadMs: number;
  readonly callMs: number;
}

export interface SpeedupEvidence {
  readonly phase: 'speedup';
  readonly measurement: Measurement;
  readonly wallMs: number;
}

/** The same for I/O-bound work. */
export interface IoSpeedupEvidence {
  readonly phase: 'speedup';
  readonly ioMeasurement: IoMeasurement;
  readonly wallMs: number;
}

/** The same for sampling beside a blocked event loop. */
export interface CadenceEvidence {
  readonly phase: 'speedup';
  readonly cadenceMeasurement: CadenceMeasurement;
  readonly wallMs: number;
}

/** What measuring showed, whatever was measured. */
export type MeasuredEvidence = SpeedupEvidence | IoSpeedupEvidence | CadenceEvidence;

/** The submission ended the phase itself: it does not load, or did not survive a measured call. */
export interface FailureEvidence {
  readonly phase: 'spec' | 'speedup';
  readonly failure: Problem;
  /** Set where the machine was too busy with others to tell whether it would have survived. */
  readonly isMachines?: true;
}

/** What a judge hands back; plain data. */
export type Evidence = { readonly phase: 'spec'; readonly spec: SpecEvidence } | MeasuredEvidence | FailureEvidence;
