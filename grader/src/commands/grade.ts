import { join, resolve } from 'node:path';
import { gradeUnits } from '../grading/grade-units.ts';
import { kataResult } from '../grading/kata-result.ts';
import { summarize } from '../grading/summary.ts';
import type { Phases, Unit, UnitEvidence } from '../grading/unit.ts';
import { selectKatas } from '../kata/find-katas.ts';
import { findSubmission, type SubmissionSource } from '../kata/find-submission.ts';
import type { Language } from '../report/language.ts';
import { facesOf } from '../report/reporters.ts';
import type { Result } from '../report/result.ts';
import { chooseIsolation } from '../sandbox/choose-isolation.ts';
import type { IsolationLevel } from '../sandbox/isolation.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { faceOptions } from './face-options.ts';
import { listenForInterruption } from './interruption.ts';
import { machineFacts } from './machine-facts.ts';
import { startProgress } from './progress.ts';
import { DEFAULT_OUT, WORKSPACE } from './workspace.ts';
import { prepareOut, writeResult } from './write-result.ts';

/** `grade` as it was asked for. */
export interface GradeOptions {
  readonly katas: readonly string[];
  readonly source: SubmissionSource;
  readonly only?: 'spec' | 'speedup';
  readonly seed: number;
  readonly out?: string;
  readonly lang: Language;
  readonly isolation?: IsolationLevel;
  readonly requireFull: boolean;
  readonly reporter: string;
  /** A result.json to compare with. */
  readonly base?: string;
}

const SUBJECTS = {
  student: () => 'katas/*/src',
  reference: () => 'katas/*/solution',
  folder: (source: SubmissionSource) => (source.kind === 'folder' ? source.dir : ''),
} as const;

/** What was asked for besides whose code and which kata, for the line that repeats it. */
function flagsOf({ only, isolation }: GradeOptions): string[] {
  return [...(only ? [`--only ${only}`] : []), ...(isolation ? [`--isolation ${isolation}`] : [])];
}

/** Grades submissions, writes `result.json`, prints the report. @returns the exit code. */
export async function grade(options: GradeOptions): Promise<number> {
  const faces = facesOf(options.reporter, await faceOptions(options.lang, options.base));
  const katas = await selectKatas(WORKSPACE, options.katas);
  const phases: Phases = options.only ?? 'both';
  const units: Unit[] = [];
  for (const kata of katas) units.push({ kata, phases, ...(await findSubmission(kata, options.source)) });
  const out = options.out === undefined ? join(WORKSPACE, DEFAULT_OUT) : resolve(options.out);
  await prepareOut(out);

  using interruption = listenForInterruption();
  const isolation = await chooseIsolation({
    ...(options.isolation && { wanted: options.isolation }),
    require: options.requireFull,
  });
  const frame = {
    subject: SUBJECTS[options.source.kind](options.source),
    startedAt: new Date().toISOString(),
    seed: options.seed,
    isolation: {
      level: isolation.level,
      description: isolation.description,
      shortfall: [...isolation.shortfall],
    },
    machine: machineFacts(),
  };
  const circumstances = { source: options.source, seed: options.seed, flags: flagsOf(options) };
  const resultOf = (evidence: readonly UnitEvidence[], interrupted: boolean): Result =>
    summarize(
      { ...frame, interrupted },
      evidence.map((one) => kataResult(one, circumstances)),
    );

  const progress = startProgress();
  const finished: UnitEvidence[] = [];
  let evidence: UnitEvidence[];
  try {
    evidence = await gradeUnits(units, {
      level: isolation.level,
      seed: options.seed,
      signal: interruption.signal,
      onProgress: ({ kata }, phase, { done, total }) =>
        progress.update({ stage: `${kata.id}: ${phase === 'spec' ? 'checks' : 'speedup'}`, done, total }),
      onFinished: async (one) => {
        finished.push(one);
        // Whatever happens next, what is known by now is not lost.
        await writeResult(out, resultOf(finished, true));
      },
    });
  } finally {
    progress.done();
  }
  const { aborted } = interruption.signal;
  const result = resultOf(evidence, aborted);
  await writeResult(out, result);
  for (const face of faces) process.stdout.write(face(result));
  return aborted ? EXIT.interrupted : exitCodeOf(result.status);
}
