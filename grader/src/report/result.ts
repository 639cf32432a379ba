import { z } from 'zod';

/** Bumped when a reader of an older file would misread a newer one. */
export const RESULT_VERSION = 1;

export const StatusSchema = z.enum(['passed', 'failed', 'inconclusive', 'error']);
export type Status = z.infer<typeof StatusSchema>;

/**
 * Why a check failed.
 * `slow`: correct, but below the threshold. `integrity`: it tried to look better than it is, or to reach the judge.
 */
export const FailureKindSchema = z.enum([
  'assertion',
  'load',
  'timeout',
  'memory',
  'limit',
  'crash',
  'protocol',
  'integrity',
  'slow',
]);
export type FailureKind = z.infer<typeof FailureKindSchema>;

/** A figure that a face prints: a file that holds a larger one is broken or hostile. */
const FigureSchema = z.number().min(0).max(1e6);

export const CheckSchema = z.strictObject({
  /** The rule this check belongs to: the name of the outermost `describe`. */
  rule: z.string(),
  name: z.string(),
  status: StatusSchema,
  kind: FailureKindSchema.optional(),
  /** What happened, for a person; plain text, at most a few thousand characters. */
  message: z.string().optional(),
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
  /** One sentence: cores busy, work efficiency, the machine's share of blame. Absent when nothing could be measured. */
  explanation: z.string().optional(),
  workers: z.int().nonnegative(),
  /** Cores that this machine really gave while measuring; of I/O-bound work, the workers. */
  capacity: FigureSchema.optional(),
  /** Speedup with run-queue wait taken out, and as the clock saw it. */
  speedup: IntervalSchema.optional(),
  rawSpeedup: IntervalSchema.optional(),
  efficiency: IntervalSchema.optional(),
  /** Efficiency that "passed" asks for, and the speedup it means on this machine now. */
  threshold: z.number(),
  thresholdSpeedup: FigureSchema.optional(),
  coresBusy: FigureSchema.optional(),
  workEfficiency: FigureSchema.optional(),
  /** Present for I/O-bound work only, whose rounds are in it. */
  io: IoReportSchema.optional(),
  /** Present for sampling only, whose rounds are in it; its efficiency is the share of the samples that were kept. */
  cadence: CadenceReportSchema.optional(),
  rounds: z.array(RoundSummarySchema),
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

export const KataResultSchema = z.strictObject({
  kata: z.string(),
  title: z.strictObject({ en: z.string(), es: z.string() }),
  status: StatusSchema,
  /** What stopped the grading before the checks could run: a submission that does not load, a missing file. */
  problem: z.strictObject({ kind: FailureKindSchema, message: z.string() }).optional(),
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
  reproduce: z.string(),
  timing: TimingSchema,
});
export type KataResult = z.infer<typeof KataResultSchema>;

export const ResultSchema = z.strictObject({
  $schema: z.string().optional(),
  version: z.literal(RESULT_VERSION),
  status: StatusSchema,
  /** What was graded: the student's own files, the reference, or a folder. */
  subject: z.string(),
  startedAt: z.iso.datetime(),
  seed: z.int().nonnegative(),
  isolation: z.strictObject({
    level: z.enum(['full', 'process']),
    description: z.string(),
    shortfall: z.array(z.string()),
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
