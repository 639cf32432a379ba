import { z } from 'zod';
import { FigureSchema } from './figure-schema.ts';
import type { Sentence } from './sentence.ts';
import { WorkerTraceSchema } from './worker-trace.ts';

/** Bumped when a reader of an older file would misread a newer one. Version 1 had texts only, in English. */
export const RESULT_VERSION = 2;

const SentenceSchema: z.ZodType<Sentence, Sentence> = z.strictObject({
  key: z.string(),
  values: z.record(z.string(), z.union([z.number(), z.string()])),
});

/**
 * What the English text beside it says, as data, so that a face can say it in another language. Absent where the text is
 * not ours: a submission or a spec said it, or version 1 wrote it.
 */
const SentencesSchema = z.array(SentenceSchema).max(20).optional();

export const StatusSchema = z.enum(['passed', 'failed', 'inconclusive', 'error']);
export type Status = z.infer<typeof StatusSchema>;

/**
 * Why a check failed.
 * `slow`: correct, but below the threshold. `integrity`: it tried to look better than it is, or to reach the judge. `fault`:
 * not the submission but the grader itself. `not-run`: earlier checks took too long.
 */
export const FailureKindSchema = z.enum([
  'assertion',
  'load',
  'timeout',
  'not-run',
  'memory',
  'limit',
  'crash',
  'protocol',
  'integrity',
  'slow',
  'fault',
]);
export type FailureKind = z.infer<typeof FailureKindSchema>;

export const CheckSchema = z.strictObject({
  /** The rule this check belongs to: the name of the outermost `describe`. */
  rule: z.string(),
  name: z.string(),
  status: StatusSchema,
  kind: FailureKindSchema.optional(),
  /** What happened, for a person; plain text, at most a few thousand characters. */
  message: z.string().optional(),
  messageSentences: SentencesSchema,
  /** What the submission printed during the check, cut. */
  printed: z.string().optional(),
  durationMs: z.number().nonnegative(),
  points: FigureSchema,
  maxPoints: FigureSchema,
});
export type Check = z.infer<typeof CheckSchema>;

export const IntervalSchema = z.strictObject({ median: FigureSchema, low: FigureSchema, high: FigureSchema });
/** Median with a 95 % bootstrap interval. */
export type Interval = z.infer<typeof IntervalSchema>;

export const RoundSummarySchema = z.strictObject({
  seed: z.int(),
  baselineMs: z.number(),
  oneWorkerMs: z.number(),
  manyWorkersMs: z.number(),
  rawSpeedup: FigureSchema,
  speedup: FigureSchema,
  capacity: FigureSchema,
});

/** What is known of I/O-bound work besides: the judge's own server makes the latency and counts. Times in ms. */
export const IoReportSchema = z.strictObject({
  items: z.int().positive(),
  latencyMs: FigureSchema,
  /** Items at the server at the same time, at most; median over the rounds. */
  mostInFlight: FigureSchema,
  makespanMs: FigureSchema,
  /** `ceil(items / workers) × latency`. */
  idealMs: FigureSchema,
  rounds: z.array(
    z.strictObject({
      seed: z.int(),
      makespanMs: FigureSchema,
      rawMakespanMs: FigureSchema,
      mostInFlight: FigureSchema,
      speedup: FigureSchema,
    }),
  ),
});
export type IoReport = z.infer<typeof IoReportSchema>;

/** What is known of sampling beside a blocked event loop, instead of a speedup. Medians over the rounds; times in ms. */
export const CadenceReportSchema = z.strictObject({
  everyMs: FigureSchema,
  blockedMs: FigureSchema,
  /** Samples while the event loop was blocked: that were taken, and that were to be taken. */
  kept: FigureSchema,
  due: FigureSchema,
  rounds: z.array(
    z.strictObject({
      seed: z.int(),
      blockedMs: FigureSchema,
      /** What the submission took of the CPU meanwhile. */
      blockedCpuMs: FigureSchema,
      kept: FigureSchema,
      due: FigureSchema,
      /** Samples that the judge's own reading contradicts. */
      untrue: FigureSchema,
    }),
  ),
});
export type CadenceReport = z.infer<typeof CadenceReportSchema>;

export const SpeedupReportSchema = z.strictObject({
  status: StatusSchema,
  kind: FailureKindSchema.optional(),
  /** One sentence: what was decided and why. */
  message: z.string(),
  messageSentences: SentencesSchema,
  /** One sentence: cores busy, work efficiency, the machine's share of blame. Absent when nothing could be measured. */
  explanation: z.string().optional(),
  explanationSentences: SentencesSchema,
  workers: z.int().nonnegative(),
  /**
   * Cores that this machine really gave while measuring, to this very work where the verdict depended on that; of I/O-bound work,
   * the workers.
   */
  capacity: FigureSchema.optional(),
  /** Speedup with run-queue wait taken out, and as the clock saw it. */
  speedup: IntervalSchema.optional(),
  rawSpeedup: IntervalSchema.optional(),
  efficiency: IntervalSchema.optional(),
  /** Median efficiency if every doubt about strangers on the machine is resolved for the submission. */
  mostEfficiency: FigureSchema.optional(),
  /** Efficiency that "passed" asks for, and the speedup it means on this machine now: no less than can be told from noise. */
  threshold: z.number(),
  thresholdSpeedup: FigureSchema.optional(),
  coresBusy: FigureSchema.optional(),
  workEfficiency: FigureSchema.optional(),
  /** Present for I/O-bound work only, whose rounds are in it. */
  io: IoReportSchema.optional(),
  /** Present for sampling only, whose rounds are in it; its efficiency is the share of the samples that were kept. */
  cadence: CadenceReportSchema.optional(),
  rounds: z.array(RoundSummarySchema),
  /** Of CPU-bound work, where the system tells about threads. */
  trace: WorkerTraceSchema.optional(),
  /** `null` while inconclusive: not scored, never zero. */
  points: FigureSchema.nullable(),
  maxPoints: FigureSchema,
});
export type SpeedupReport = z.infer<typeof SpeedupReportSchema>;

/** Where the time of one kata went, ms. `overheadMs` is the judge's own: everything but the others. */
export const TimingSchema = z.strictObject({
  totalMs: z.number(),
  /** Starting subjects and loading the submission in them. */
  loadMs: z.number(),
  /** Calls of the spec into the submission. */
  callMs: z.number(),
  /** The spec's own work: making inputs, finding the right answers, comparing. */
  specMs: z.number(),
  /** Rounds of the speedup measurement. */
  measureMs: z.number(),
  overheadMs: z.number(),
});
export type Timing = z.infer<typeof TimingSchema>;

const ProblemSchema = z.strictObject({
  kind: FailureKindSchema,
  message: z.string(),
  messageSentences: SentencesSchema,
});

/** Why a grading ended before there was anything to count. */
export type Problem = z.infer<typeof ProblemSchema>;

export const KataResultSchema = z.strictObject({
  kata: z.string(),
  title: z.strictObject({ en: z.string(), es: z.string() }),
  status: StatusSchema,
  /** What stopped the grading before the checks could run: a submission that does not load, a missing file. */
  problem: ProblemSchema.optional(),
  checks: z.array(CheckSchema),
  /** Absent when it was not asked for or the checks did not pass. */
  speedup: SpeedupReportSchema.optional(),
  points: FigureSchema,
  /** Points that could be had; an inconclusive speedup is left out of both. */
  maxPoints: FigureSchema,
  /** Points that an inconclusive speedup leaves open. */
  undecidedPoints: FigureSchema,
  /** What the student does next, in one sentence; commands stand in backticks, so that no face breaks them. */
  nextStep: z.string().optional(),
  nextStepSentences: SentencesSchema,
  reproduce: z.string(),
  timing: TimingSchema,
});
export type KataResult = z.infer<typeof KataResultSchema>;

/** More are not listed: somebody who replaced the whole repository needs no list of it. */
export const MAX_IGNORED_CHANGES = 100;

/** A file of a submission that is not the student's, differs from ours, and had no part in the verdict. */
export const IgnoredChangeSchema = z.strictObject({
  path: z.string(),
  change: z.enum(['changed', 'added', 'removed']),
});
export type IgnoredChange = z.infer<typeof IgnoredChangeSchema>;

export const ResultSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(RESULT_VERSION),
  status: StatusSchema,
  /** What was graded: the student's own files, the reference, or a folder. */
  subject: z.string(),
  /** Spec, grader, thresholds or workflows of the checkout that was handed in, where they are not ours; absent when all are. */
  ignoredChanges: z.array(IgnoredChangeSchema).max(MAX_IGNORED_CHANGES).optional(),
  startedAt: z.iso.datetime(),
  seed: z.int().nonnegative(),
  isolation: z.strictObject({
    level: z.enum(['full', 'process']),
    description: z.string(),
    descriptionSentences: SentencesSchema,
    shortfall: z.array(z.string()),
    /** One per line of `shortfall`. */
    shortfallSentences: SentencesSchema,
  }),
  machine: z.strictObject({
    cores: z.int().positive(),
    node: z.string(),
    platform: z.string(),
    cpu: z.string(),
  }),
  /** True when Ctrl+C or a fault ended the run early; the katas that were finished are here. */
  interrupted: z.boolean(),
  katas: z.array(KataResultSchema),
  points: FigureSchema,
  maxPoints: FigureSchema,
  undecidedPoints: FigureSchema,
});
export type Result = z.infer<typeof ResultSchema>;
