import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { selectKatas } from '../kata/find-katas.ts';
import type { Language } from '../report/language.ts';
import { translator } from '../report/messages/messages.ts';
import { sentence } from '../report/sentence.ts';
import { studentFiles } from '../template/student-files.ts';
import { isFixed, parseUpstream } from '../template/upstream.ts';
import { UsageError } from '../usage-error.ts';
import { EXIT } from './exit-codes.ts';
import { WORKSPACE } from './workspace.ts';

/** `template` as it was asked for. */
export interface TemplateCommand {
  readonly out: string;
  readonly katas: readonly string[];
  /** `OWNER/REPO@REF`. */
  readonly upstream?: string;
  readonly lang: Language;
}

/** Writes the repository that a teacher gives to students. @returns the exit code. */
export async function template({ out, katas: asked, upstream: given, lang }: TemplateCommand): Promise<number> {
  const upstream = given === undefined ? undefined : parseUpstream(given);
  const katas = await selectKatas(WORKSPACE, asked);
  const dir = resolve(out);
  await refuseFilled(dir, out);
  const files = await studentFiles(WORKSPACE, { katas, ...(upstream && { upstream }) });
  try {
    for (const [path, text] of files) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), text, { mode: path.startsWith('grader/bin/') ? 0o755 : 0o644 });
    }
  } catch (cause) {
    throw new UsageError(sentence('usage.unwritable', { dir: out, said: (cause as Error).message }), { cause });
  }
  const t = translator(lang);
  const lines = [
    t('template.written', { count: files.size, dir: out, katas: katas.map(({ id }) => id).join(', ') }),
    t('template.look', { command: `cd ${out} && git init && git add . && npx --yes pnpm@12 test` }),
    ...(upstream ? [] : [t('template.noWorkflows')]),
    ...(upstream && !isFixed(upstream) ? [t('template.movable', { ref: upstream.ref })] : []),
  ];
  for (const line of lines) process.stdout.write(`${line}\n`);
  return EXIT.passed;
}

async function refuseFilled(dir: string, given: string): Promise<void> {
  const entries = await readdir(dir).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw new UsageError(sentence('template.unreadableOut', { dir: given, said: cause.message }), { cause });
  });
  if (entries.length === 0) return;
  throw new UsageError(sentence('template.filledOut', { dir: given, count: entries.length, first: entries[0]! }));
}
