import { join, resolve } from 'node:path';
import type { Language } from '@paralelo/testkit/language';
import { gradeUnits } from '../grading/grade-units.ts';
import type { Phases, Unit, UnitEvidence } from '../grading/unit.ts';
import { wholeResult } from '../grading/whole-result.ts';
import { selectKatas } from '../kata/find-katas.ts';
import { findSubmission, type SubmissionSource } from '../kata/find-submission.ts';
import { isMeasurable } from '../kata/is-measurable.ts';
import type { Kata } from '../kata/kata-schema.ts';
import { translator } from '../report/messages/messages.ts';
import { facesOf } from '../report/reporters.ts';
import { sentence } from '../report/sentence.ts';
import { chooseIsolation } from '../sandbox/choose-isolation.ts';
import type { IsolationLevel } from '../sandbox/isolation.ts';
import { ignoredChanges } from '../template/ignored-changes.ts';
import { UsageError } from '../usage-error.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { faceOptions } from './face-options.ts';
import { listenForInterruption } from './interruption.ts';
import { print } from './print.ts';
import { startProgress } from './progress.ts';
import { runFrame } from './run-frame.ts';
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

const STAGES = { spec: 'stage.checks', speedup: 'stage.speedup' } as const;

/** What was asked for besides whose code and which kata, for the line that repeats it. */
export function flagsOf({ only, isolation }: Pick<GradeOptions, 'only' | 'isolation'>): string[] {
  return [...(only ? [`--only ${only}`] : []), ...(isolation ? [`--isolation ${isolation}`] : [])];
}

/** @throws {UsageError} when only the speedup is asked for, of a kata that it cannot be measured of in this repository. */
async function phasesOf(kata: Kata, { only, lang }: GradeOptions): Promise<Phases> {
  if (only === 'spec' || (await isMeasurable(kata))) return only ?? 'both';
  if (only === 'speedup') throw new UsageError(sentence('speedup.elsewhere', { kata: kata.id }));
  process.stderr.write(`${translator(lang)('speedup.elsewhere', { kata: kata.id })}\n`);
  return 'spec';
}

/** Grades submissions, writes `result.json`, prints the report. @returns the exit code. */
export async function grade(options: GradeOptions): Promise<number> {
  const faces = await facesOf(options.reporter, await faceOptions(options.lang, options.base));
  const katas = await selectKatas(WORKSPACE, options.katas);
  const units: Unit[] = [];
  for (const kata of katas) {
    units.push({ kata, phases: await phasesOf(kata, options), ...(await findSubmission(kata, options.source)) });
  }
  const out = options.out === undefined ? join(WORKSPACE, DEFAULT_OUT) : resolve(options.out);
  await prepareOut(out);

  using interruption = listenForInterruption();
  const isolation = await chooseIsolation({
    ...(options.isolation && { wanted: options.isolation }),
    require: options.requireFull,
  });
  const { source } = options;
  const changes = source.kind === 'folder' ? await ignoredChanges(WORKSPACE, resolve(source.dir), katas) : [];
  const resultOf = wholeResult({
    subject: SUBJECTS[source.kind](source),
    source,
    flags: flagsOf(options),
    ...(changes.length > 0 && { ignoredChanges: changes }),
    ...runFrame(options.seed, isolation),
  });

  const t = translator(options.lang);
  const progress = startProgress();
  const finished: UnitEvidence[] = [];
  let evidence: UnitEvidence[];
  try {
    evidence = await gradeUnits(units, {
      level: isolation.level,
      seed: options.seed,
      signal: interruption.signal,
      onProgress: ({ kata }, phase, { done, total }) =>
        progress.update({ stage: t(STAGES[phase], { kata: kata.id }), done, total }),
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
  for (const face of faces) print(face(result), t);
  return aborted ? EXIT.interrupted : exitCodeOf(result.status);
}
