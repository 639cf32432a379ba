import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { sentence } from '../report/sentence.ts';
import { UsageError } from '../usage-error.ts';

/** One of a cohort. */
export interface Student {
  /** Names the row and the folder of the result; no two have the same. */
  readonly name: string;
  /** The checkout, as the teacher named it: a relative path stays relative. */
  readonly dir: string;
}

/** Who is in a cohort. */
export interface Cohort {
  readonly students: readonly Student[];
  /** What lies beside the folders of students and is none, such as an archive that nobody unpacked. */
  readonly leftOut: readonly string[];
}

/**
 * The students in `from`: a folder with one folder for each, or a text file with one path a line (relative to the file;
 * empty lines and lines that begin with `#` say nothing).
 *
 * @throws {UsageError} when it is neither, names nobody, or names two students alike, or so nearly that some disks see one name.
 */
export async function findStudents(from: string): Promise<Cohort> {
  const stats = await stat(from).catch((cause) => {
    throw new UsageError(sentence('cohort.unreadable', { from, said: (cause as Error).message }), { cause });
  });
  const cohort = stats.isDirectory() ? await fromFolder(from) : await fromList(from);
  refuseTwins(from, cohort.students);
  if (cohort.students.length > 0) return cohort;
  throw new UsageError(sentence(stats.isDirectory() ? 'cohort.noFolder' : 'cohort.noLine', { from }));
}

async function fromFolder(from: string): Promise<Cohort> {
  const students: Student[] = [];
  const leftOut: string[] = [];
  const entries = await readdir(from, { withFileTypes: true });
  for (const { name } of entries.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))) {
    if (name.startsWith('.') || name === 'node_modules') continue;
    const dir = join(from, name);
    // A link that leads nowhere is somebody's lost folder: it gets a verdict that says so.
    const isFolder = await stat(dir).then(
      (stats) => stats.isDirectory(),
      () => true,
    );
    if (isFolder) students.push({ name, dir });
    else leftOut.push(name);
  }
  return { students, leftOut };
}

async function fromList(from: string): Promise<Cohort> {
  const text = await readFile(from, 'utf8');
  if (text.includes('\0')) throw new UsageError(sentence('cohort.noText', { from }));
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const dirs = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => (resolve(line) === line ? line : join(dirname(from), line)));
  const shortNames = dirs.map((dir) => basename(resolve(dir)));
  const students = dirs.map((dir, i) => {
    const name = shortNames[i]!;
    const isShared = shortNames.filter((other) => onAnyDisk(other) === onAnyDisk(name)).length > 1;
    return { name: isShared ? `${basename(dirname(resolve(dir)))}-${name}` : name, dir };
  });
  return { students, leftOut: [] };
}

function refuseTwins(from: string, students: readonly Student[]): void {
  const known = new Map<string, Student>();
  for (const student of students) {
    const { name, dir } = student;
    const other = known.get(onAnyDisk(name));
    if (other !== undefined) {
      const both = { from, one: other.dir, other: dir };
      throw new UsageError(
        other.name === name ? sentence('cohort.twins', { ...both, name: name || '/' }) : sentence('cohort.alike', both),
      );
    }
    known.set(onAnyDisk(name), student);
  }
}

/** Equal for names that are one on some disk: those of macOS and Windows mind neither case nor the form of a letter. */
function onAnyDisk(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
