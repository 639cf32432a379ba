import { z } from 'zod';
import { SpeedupSchema } from './speedup-rules.ts';

/** What a kata exports and how the judge must stand in for it. */
export const ExportKindSchema = z.enum(['function', 'class', 'value']);
export type ExportKind = z.infer<typeof ExportKindSchema>;

/** What a submission may use up before it is stopped. Each breach ends the subject and names the limit. */
export const LimitsSchema = z.strictObject({
  /** Resident memory of the whole process tree, MiB. */
  memoryMb: z.int().min(128).max(65_536),
  /** Processes and threads of the whole tree; Node itself needs about 11. */
  tasks: z.int().min(24).max(1024),
  /** Temporary files, MiB; and as much again in the scratch folder. */
  diskMb: z.int().min(1).max(16_384),
  /** stdout and stderr together, KiB. */
  outputKb: z.int().min(1).max(16_384),
  /** One message over the channel (an argument list, an answer), MiB. */
  messageMb: z.int().min(1).max(1024),
  /** From start to "loaded", ms. */
  loadTimeoutMs: z.int().min(100).max(120_000),
  /** One call into the submission, ms. */
  callTimeoutMs: z.int().min(100).max(600_000),
});
export type Limits = z.infer<typeof LimitsSchema>;

/** `katas/NN-name/kata.json`: all that the grader knows of a kata, as data. */
export const KataSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^\d{2}-[a-z0-9]+(-[a-z0-9]+)*$/, 'two digits, a dash, a kebab-case name'),
  title: z.strictObject({ en: z.string().min(1), es: z.string().min(1) }),
  exports: z.record(z.string().regex(/^[A-Za-z_$][\w$]*$/), ExportKindSchema),
  /** Globs, relative to the kata, of the files a student hands in. Everything else comes from this checkout. */
  files: z.array(z.string().min(1)).min(1),
  /** How many tests the spec holds: a run with another count has no verdict. */
  checks: z.int().positive(),
  /** Points for the checks together; every check weighs the same. */
  points: z.int().positive(),
  limits: LimitsSchema,
  /** `loopback`: the spec runs servers on 127.0.0.1 that the submission must reach. */
  network: z.enum(['none', 'loopback']),
  /** Whether spec and submission share a folder, `scratch()` of the testkit. It may grow to `limits.diskMb`, the spec's files in it included. */
  scratch: z.boolean(),
  speedup: SpeedupSchema,
});
export type KataRules = z.infer<typeof KataSchema>;

/** A kata on disk: its rules and where it lives. */
export interface Kata extends KataRules {
  /** Absolute path of `katas/NN-name`. */
  readonly dir: string;
}
