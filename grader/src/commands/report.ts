import type { Language } from '@paralelo/testkit/language';
import { translator } from '../report/messages/messages.ts';
import { facesOf } from '../report/reporters.ts';
import { exitCodeOf } from './exit-codes.ts';
import { faceOptions } from './face-options.ts';
import { print } from './print.ts';
import { readResult } from './read-result.ts';

export interface ReportOptions {
  readonly file: string;
  readonly reporter: string;
  readonly lang: Language;
  /** A result.json to compare with. */
  readonly base?: string;
}

/** Shows a result again, in any of its faces. @returns the exit code that grading had. */
export async function report({ file, reporter, lang, base }: ReportOptions): Promise<number> {
  const faces = await facesOf(reporter, await faceOptions(lang, base));
  const result = await readResult(file);
  const t = translator(lang);
  for (const face of faces) print(face(result), t);
  return exitCodeOf(result.status);
}
