import { join, resolve } from 'node:path';
import { cohortTable } from '../cohort/cohort-table.ts';
import { faceFiles, writeFaces } from '../cohort/faces.ts';
import { type Candidate, gradeCohort } from '../cohort/grade-cohort.ts';
import { digestOf, handInOf } from '../cohort/hand-in.ts';
import { type Basis, keptResult } from '../cohort/record.ts';
import { cohortSeed } from '../cohort/seed.ts';
import type { Standing } from '../cohort/standing.ts';
import { findStudents, type Student } from '../cohort/students.ts';
import { graderVersion } from '../grading/grader-version.ts';
import type { Unit } from '../grading/unit.ts';
import { wholeResult } from '../grading/whole-result.ts';
import { selectKatas } from '../kata/find-katas.ts';
import type { Kata } from '../kata/kata-schema.ts';
import { translator } from '../report/messages/messages.ts';
import type { IgnoredChange, Result } from '../report/result.ts';
import { inertLine } from '../report/sanitize.ts';
import { chooseIsolation } from '../sandbox/choose-isolation.ts';
import { ignoredChanges } from '../template/ignored-changes.ts';
import { combinedStatus } from '../verdict/score.ts';
import { folderOf, prepareCohortOut, writeCsv } from './cohort-out.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { faceOptions } from './face-options.ts';
import { flagsOf, type GradeOptions } from './grade.ts';
import { listenForInterruption } from './interruption.ts';
import { print } from './print.ts';
import { startProgress } from './progress.ts';
import { runFrame } from './run-frame.ts';
import { writeStudentVerdict } from './student-verdict.ts';
import { WORKSPACE } from './workspace.ts';

/** `cohort` as it was asked for. */
export interface CohortOptions
  extends Pick<GradeOptions, 'katas' | 'only' | 'lang' | 'isolation' | 'requireFull' | 'reporter'> {
  /** A folder with one folder per student, or a list of folders. */
  readonly from: string;
  readonly out: string;
  /** Without one, that of the run which is gone on with, else any. */
  readonly seed?: number;
  /** Grade everybody, whatever was finished before. */
  readonly fresh: boolean;
}

/** What one student is to be graded on, and what is known already. */
interface Entry extends Candidate {
  readonly basis: Basis;
  readonly resultOf: ReturnType<typeof wholeResult>;
}

const STAGES = { spec: 'cohort.checks', speedup: 'cohort.speedup' } as const;

/** Grades everybody in a cohort, and goes on where an earlier run stopped. @returns the exit code. */
export async function cohort(options: CohortOptions): Promise<number> {
  return cohortOn(await selectKatas(WORKSPACE, options.katas), options);
}

/** The same, on katas from anywhere. */
export async function cohortOn(katas: readonly Kata[], options: Omit<CohortOptions, 'katas'>): Promise<number> {
  const faces = await faceFiles(options.reporter, await faceOptions(options.lang, undefined));
  const { students, leftOut } = await findStudents(options.from);
  const out = await prepareCohortOut(students, options);
  const t = translator(options.lang);
  if (leftOut.length > 0) {
    process.stderr.write(`${t('cohort.leftOut', { names: leftOut.map((name) => inertLine(name, 80)).join(', ') })}\n`);
  }

  using interruption = listenForInterruption();
  const { signal } = interruption;
  const isolation = await chooseIsolation({
    ...(options.isolation && { wanted: options.isolation }),
    require: options.requireFull,
  });
  const seed = await cohortSeed(out, options);
  const phases = options.only ?? 'both';
  const grader = await graderVersion(WORKSPACE, katas);
  const frame = runFrame(seed, isolation);

  const resultsOf = (student: Student, changes: readonly IgnoredChange[]) =>
    wholeResult({
      ...frame,
      subject: student.name,
      source: { kind: 'folder', dir: student.dir },
      flags: flagsOf(options),
      ...(changes.length > 0 && { ignoredChanges: [...changes] }),
    });

  const entryOf = async (student: Student): Promise<Entry> => {
    const handIns = await Promise.all(katas.map((kata) => handInOf(student, kata, phases)));
    const changes = await ignoredChanges(WORKSPACE, resolve(student.dir), katas);
    return {
      student,
      handIns,
      basis: {
        grader,
        katas: katas.map(({ id }) => id),
        phases,
        seed,
        isolation: isolation.level,
        submission: await digestOf(handIns, changes),
      },
      resultOf: resultsOf(student, changes),
    };
  };

  const standings = new Map<string, Standing>();
  const dirOf = ({ name }: Student): string => folderOf(out, name);

  /** What goes wrong about one student is that student's verdict, and no reason to leave the others without theirs. */
  const conclude = async (student: Student, resultOf: () => Result, basis?: Basis): Promise<void> => {
    let result: Result;
    try {
      result = resultOf();
      await writeStudentVerdict(dirOf(student), result, faces, basis);
    } catch (error) {
      result = faultOf(student, error);
      // Where not even this can be written, the table and the CSV say it.
      await writeStudentVerdict(dirOf(student), result, []).catch(() => {});
    }
    standings.set(student.name, { student, result });
  };

  const faultOf = (student: Student, error: unknown): Result => {
    const fault = `${student.name}: ${(error as Error)?.message ?? error}`;
    const evidence = katas.map((kata) => {
      const unit: Unit = { kata, label: student.name, srcDir: student.dir, phases };
      return { unit, fault, measureMs: 0, totalMs: 0 };
    });
    return resultsOf(student, [])(evidence, false);
  };

  const entries: Entry[] = [];
  let kept = 0;
  for (const student of students) {
    if (signal.aborted) break;
    try {
      const entry = await entryOf(student);
      const result = options.fresh ? undefined : await keptResult(dirOf(student), entry.basis, student.name);
      if (!result) {
        entries.push(entry);
        continue;
      }
      await writeFaces(dirOf(student), faces, result);
      kept += 1;
      standings.set(student.name, { student, result });
    } catch (error) {
      await conclude(student, () => faultOf(student, error));
    }
  }
  const inOrder = (): Standing[] => students.flatMap(({ name }) => standings.get(name) ?? []);
  const ids = katas.map(({ id }) => id);
  // Two may finish at the same time: one after the other, or a table of fewer would replace one of more.
  let written = writeCsv(out, inOrder(), ids);
  await written;

  const progress = startProgress();
  try {
    await gradeCohort(entries, {
      level: isolation.level,
      seed,
      signal,
      onProgress: (student, { kata }, phase, { done, total }) =>
        progress.update({
          stage: t(STAGES[phase]),
          done: standings.size,
          total: students.length,
          current: `${student.name} ${kata.id} ${done}/${total}`,
        }),
      onGraded: async ({ student, resultOf, basis }, evidence) => {
        await conclude(student, () => resultOf(evidence, false), basis);
        // Whatever happens next, what is known by now is not lost.
        written = written.then(() => writeCsv(out, inOrder(), ids));
        await written;
      },
    });
  } finally {
    progress.done();
  }
  const facts = { katas: ids, students: students.length, kept, interrupted: signal.aborted };
  print(cohortTable(inOrder(), facts, await faceOptions(options.lang, undefined)), t);
  print(`${join(options.out, 'cohort.csv')}\n`, t);
  if (signal.aborted) return EXIT.interrupted;
  return exitCodeOf(combinedStatus(inOrder().map(({ result }) => result.status)));
}
