import { mkdir } from 'node:fs/promises';
import { type FaceFile, removeFaces, writeFaces } from '../cohort/faces.ts';
import { type Basis, removeRecord, writeRecord } from '../cohort/record.ts';
import type { Result } from '../report/result.ts';
import { writeResult } from './write-result.ts';

/**
 * Writes the folder of a student in a cohort. Nothing of an earlier verdict stands beside the new one, however far it came.
 *
 * @param basis - what the verdict stands on; without it, it is none to keep.
 */
export async function writeStudentVerdict(
  dir: string,
  result: Result,
  faces: readonly FaceFile[],
  basis?: Basis,
): Promise<void> {
  await mkdir(dir, { recursive: true });
  await removeRecord(dir);
  await removeFaces(dir);
  await writeResult(dir, result);
  await writeFaces(dir, faces, result);
  if (basis) await writeRecord(dir, basis);
}
