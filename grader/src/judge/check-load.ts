import type { ExportKind } from '../kata/kata-schema.ts';
import { type Sentence, sentence } from '../report/sentence.ts';
import { SubjectClient, type SubjectOptions } from './subject-client.ts';
import { SubjectFailure } from './subject-failure.ts';

/**
 * Loads a submission once and compares what it exports with what the kata asks for, so that the spec need not say the same
 * thing in every test.
 *
 * @returns how long that took, ms.
 * @throws {SubjectFailure} of kind `load`, or of whatever ended it.
 */
export async function checkLoad(
  options: SubjectOptions,
  wanted: Readonly<Record<string, ExportKind>>,
): Promise<number> {
  const since = performance.now();
  const subject = await SubjectClient.start(options);
  const { exports } = subject;
  await subject.close();
  const problems = Object.entries(wanted).flatMap(([name, kind]) => problemOf(name, kind, exports[name]) ?? []);
  if (problems.length > 0) throw new SubjectFailure('load', problems);
  return performance.now() - since;
}

function problemOf(name: string, wanted: ExportKind, given: string | undefined): Sentence | undefined {
  if (given === undefined) return sentence('load.missing', { name, wanted });
  if (wanted === 'value' || given === wanted) return undefined;
  return sentence('load.otherKind', { name, given, wanted });
}
