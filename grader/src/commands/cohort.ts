import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join, posix, relative, resolve, sep } from 'node:path';
import { cohortCsv } from '../cohort/cohort-csv.ts';
import { cohortTable } from '../cohort/cohort-table.ts';
import { faceFiles, writeFaces } from '../cohort/faces.ts';
import { type Candidate, gradeCohort } from '../cohort/grade-cohort.ts';
import { digestOf, handInOf } from '../cohort/hand-in.ts';
import { type Basis, keptResult, removeRecord, writeRecord } from '../cohort/record.ts';
import { cohortSeed } from '../cohort/seed.ts';
import type { Standing } from '../cohort/standing.ts';
import { findStudents, type Student } from '../cohort/students.ts';
import { graderVersion } from '../grading/grader-version.ts';
import { wholeResult } from '../grading/whole-result.ts';
import { selectKatas } from '../kata/find-katas.ts';
import type { Kata } from '../kata/kata-schema.ts';
import { translator } from '../report/messages/messages.ts';
import { inertLine } from '../report/sanitize.ts';
import { sentence } from '../report/sentence.ts';
import { chooseIsolation } from '../sandbox/choose-isolation.ts';
import { ignoredChanges } from '../template/ignored-changes.ts';
import { UsageError } from '../usage-error.ts';
import { combinedStatus } from '../verdict/score.ts';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { faceOptions } from './face-options.ts';
import { flagsOf, type GradeOptions } from './grade.ts';
import { listenForInterruption } from './interruption.ts';
import { startProgress } from './progress.ts';
import { runFrame } from './run-frame.ts';
import { WORKSPACE } from './workspace.ts';
import { prepareOut, writeResult } from './write-result.ts';

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
  readonly dir: string;
  readonly basis: Basis;
  readonly resultOf: ReturnType<typeof wholeResult>;
}

const STUDENTS = 'students';
const STAGES = { spec: 'cohort.checks', speedup: 'cohort.speedup' } as const;

/** Grades everybody in a cohort, and goes on where an earlier run stopped. @returns the exit code. */
export async function cohort(options: CohortOptions): Promise<number> {
  return cohortOn(await selectKatas(WORKSPACE, options.katas), options);
}

/** The same, on katas from anywhere. */
export async function cohortOn(katas: readonly Kata[], options: Omit<CohortOptions, 'katas'>): Promise<number> {
  const faces = await faceFiles(options.reporter, await faceOptions(options.lang, undefined));
  const { students, leftOut } = await findStudents(options.from);
  const out = resolve(options.out);
  refuseOutAmong(students, out, options);
  await prepareOut(out);
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

  const entryOf = async (student: Student): Promise<Entry> => {
    const handIns = await Promise.all(katas.map((kata) => handInOf(student, kata, phases)));
    const changes = await ignoredChanges(WORKSPACE, resolve(student.dir), katas);
    return {
      student,
      handIns,
      dir: join(out, STUDENTS, student.name),
      basis: {
        grader,
        katas: katas.map(({ id }) => id),
        phases,
        seed,
        isolation: isolation.level,
        submission: await digestOf(handIns, changes),
      },
      resultOf: wholeResult({
        ...frame,
        subject: student.name,
        source: { kind: 'folder', dir: student.dir },
        flags: flagsOf(options),
        ...(changes.length > 0 && { ignoredChanges: changes }),
      }),
    };
  };

  const standings = new Map<string, Standing>();
  const entries: Entry[] = [];
  let kept = 0;
  for (const student of students) {
    if (signal.aborted) break;
    const entry = await entryOf(student);
    const result = options.fresh ? undefined : await keptResult(entry.dir, entry.basis);
    if (!result) {
      entries.push(entry);
      continue;
    }
    kept += 1;
    standings.set(student.name, { student, result });
    await writeFaces(entry.dir, faces, result);
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
      onGraded: async (entry, evidence) => {
        const result = entry.resultOf(evidence, false);
        await mkdir(entry.dir, { recursive: true });
        await removeRecord(entry.dir);
        await writeResult(entry.dir, result);
        await writeFaces(entry.dir, faces, result);
        await writeRecord(entry.dir, entry.basis);
        standings.set(entry.student.name, { student: entry.student, result });
        // Whatever happens next, what is known by now is not lost.
        written = written.then(() => writeCsv(out, inOrder(), ids));
        await written;
      },
    });
  } finally {
    progress.done();
  }
  const facts = { katas: ids, students: students.length, kept, interrupted: signal.aborted };
  process.stdout.write(cohortTable(inOrder(), facts, await faceOptions(options.lang, undefined)));
  process.stdout.write(`${join(options.out, 'cohort.csv')}\n`);
  if (signal.aborted) return EXIT.interrupted;
  return exitCodeOf(combinedStatus(inOrder().map(({ result }) => result.status)));
}

/** Results among the submissions would be taken for one of them the next time. */
function refuseOutAmong(
  students: readonly Student[],
  out: string,
  { from, out: given }: Pick<CohortOptions, 'from' | 'out'>,
): void {
  const isInside = (dir: string) => !relative(dir, out).startsWith(`..${sep}`) && relative(dir, out) !== '..';
  if (isInside(resolve(from)) || students.some(({ dir }) => isInside(resolve(dir)))) {
    throw new UsageError(sentence('cohort.outAmong', { out: given, from }));
  }
}

async function writeCsv(out: string, standings: readonly Standing[], katas: readonly string[]): Promise<void> {
  const aside = join(out, `.cohort-${process.pid}.csv`);
  await writeFile(
    aside,
    cohortCsv(standings, katas, (name) => posix.join(STUDENTS, name, 'result.json')),
  );
  await rename(aside, join(out, 'cohort.csv'));
}
