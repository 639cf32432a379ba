import { readFile } from 'node:fs/promises';
import { parseResult } from '../report/json.ts';
import type { Language } from '../report/language.ts';
import { reportersOf } from '../report/reporters.ts';
import { UsageError } from '../usage-error.ts';
import { exitCodeOf } from './exit-codes.ts';
import { terminalOptions } from './terminal-options.ts';

export interface ReportOptions {
  readonly file: string;
  readonly reporter: string;
  readonly lang: Language;
}

/** Shows a result again, in any of its faces. @returns the exit code that grading had. */
export async function report({ file, reporter, lang }: ReportOptions): Promise<number> {
  const reporters = reportersOf(reporter);
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new UsageError(`${file} cannot be read (${cause.message}). Give the result.json that "grade --out" wrote.`, {
      cause,
    });
  });
  const result = parseResult(text);
  for (const render of reporters) process.stdout.write(render(result, terminalOptions(lang)));
  return exitCodeOf(result.status);
}
