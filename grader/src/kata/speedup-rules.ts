import { z } from 'zod';

/**
 * Points for reaching a share of what is possible: of the cores this machine can give, of the workers asked for, or of
 * the samples that were due.
 */
const SpeedupLevelSchema = z.strictObject({
  efficiency: z.number().gt(0).lte(1),
  points: z.int().positive(),
});

/** Ascending. The last level is the threshold for "passed"; the ones below it are worth partial points. */
const LevelsSchema = z
  .array(SpeedupLevelSchema)
  .min(1)
  .refine((levels) => levels.every((level, i) => i === 0 || level.efficiency > levels[i - 1]!.efficiency), {
    error: 'levels must rise in efficiency',
  })
  .refine((levels) => levels.every((level, i) => i === 0 || level.points > levels[i - 1]!.points), {
    error: 'levels must rise in points',
  });

/** Computing: `efficiency = speedup / capacity`, the capacity being what the machine gives. */
const CpuSpeedupSchema = z.strictObject({
  kind: z.literal('cpu'),
  levels: LevelsSchema,
  /** More workers than this are never asked for, whatever the machine has. */
  maxWorkers: z.int().min(2).max(64),
});
export type CpuSpeedupRules = z.infer<typeof CpuSpeedupSchema>;

/** Waiting for the judge's own server: `efficiency = speedup / workers`, whatever the machine has. */
const IoSpeedupSchema = z.strictObject({
  kind: z.literal('io'),
  levels: LevelsSchema,
  /** Asked for in every run, and never to be exceeded. */
  workers: z.int().min(2).max(256),
});
export type IoSpeedupRules = z.infer<typeof IoSpeedupSchema>;

/** Sampling beside a caller whose event loop is blocked: `efficiency = samples kept / samples due`. */
const CadenceSpeedupSchema = z.strictObject({
  kind: z.literal('cadence'),
  levels: LevelsSchema,
  /** Permanent workers that the kata asks for, one for each series of samples. */
  workers: z.int().min(1).max(64),
});
export type CadenceRules = z.infer<typeof CadenceSpeedupSchema>;

export const SpeedupSchema = z.discriminatedUnion('kind', [CpuSpeedupSchema, IoSpeedupSchema, CadenceSpeedupSchema]);
export type SpeedupRules = z.infer<typeof SpeedupSchema>;
