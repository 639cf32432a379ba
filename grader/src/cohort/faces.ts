import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaceOptions } from '../report/face-options.ts';
import { type Face, facesOf } from '../report/reporters.ts';
import type { Result } from '../report/result.ts';
import { sentence } from '../report/sentence.ts';
import { UsageError } from '../usage-error.ts';

/** The file that each face becomes in the folder of a student. `json` is there anyway. */
const FILES: ReadonlyMap<string, string> = new Map([
  ['terminal', 'report.txt'],
  ['markdown', 'report.md'],
  ['summary', 'summary.md'],
  ['github', 'github.txt'],
  ['junit', 'junit.xml'],
  ['csv', 'result.csv'],
  ['classroom', 'classroom.env'],
  ['html', 'report.html'],
]);

/** A face and the file that it goes to. */
export interface FaceFile {
  readonly file: string;
  readonly face: Face;
}

/**
 * The faces of a list as `--reporter` takes it, as files.
 *
 * @throws {UsageError} for an unknown name, and for the face that names one submission in the environment.
 */
export async function faceFiles(list: string, options: FaceOptions): Promise<FaceFile[]> {
  const names = [...new Set(list.split(',').map((name) => name.trim()))].filter(
    (name) => name !== '' && name !== 'json',
  );
  if (names.includes('classroom50')) {
    throw new UsageError(sentence('cohort.oneSubmission'));
  }
  return Promise.all(
    names.map(async (name) => {
      // Knows all names, and what to say about the others.
      const [face] = (await facesOf(name, { ...options, color: false })) as [Face];
      return { file: FILES.get(name) ?? `report.${name}`, face };
    }),
  );
}

/** Before a verdict is given anew: a page of the old one, in a face that is not asked for now, would contradict it. */
export async function removeFaces(dir: string): Promise<void> {
  for (const file of FILES.values()) await rm(join(dir, file), { recursive: true, force: true });
}

export async function writeFaces(dir: string, faces: readonly FaceFile[], result: Result): Promise<void> {
  for (const { file, face } of faces) await writeFile(join(dir, file), face(result));
}
