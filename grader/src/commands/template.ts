import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Language } from '@paralelo/testkit/language';
import { selectKatas } from '../kata/find-katas.ts';
import { translator } from '../report/messages/messages.ts';
import { sentence } from '../report/sentence.ts';
import { AUTOGRADER, autograder } from '../template/autograder.ts';
import { studentFiles } from '../template/student-files.ts';
import { isFixed, parseUpstream } from '../template/upstream.ts';
import { UsageError } from '../usage-error.ts';
import { EXIT } from './exit-codes.ts';
import { print } from './print.ts';
import { WORKSPACE } from './workspace.ts';

/** `template` as it was asked for. */
export interface TemplateCommand {
  readonly out: string;
  readonly katas: readonly string[];
  /** `OWNER/REPO@REF`. */
  readonly upstream?: string;
  /** A folder for what Classroom 50 starts. */
  readonly classroom50?: string;
  readonly lang: Language;
}

/** Writes the repository that a teacher gives to students. @returns the exit code. */
export async function template({
  out,
  katas: asked,
  upstream: given,
  classroom50,
  lang,
}: TemplateCommand): Promise<number> {
  const upstream = given === undefined ? undefined : parseUpstream(given);
  const katas = await selectKatas(WORKSPACE, asked);
  const dir = resolve(out);
  await refuseFilled(dir, out);
  if (classroom50 !== undefined && !upstream) throw new UsageError(sentence('template.classroom50Alone'));
  const files = await studentFiles(WORKSPACE, { katas, ...(upstream && { upstream }) });
  // The one that may be refused comes first: then nothing was written.
  const entrypoint = classroom50 === undefined ? undefined : join(classroom50, AUTOGRADER);
  if (entrypoint !== undefined) {
    const text = await autograder(WORKSPACE, katas, upstream!);
    // Another one may be the teacher's own work.
    await write(resolve(entrypoint), text, { flag: 'wx' }).catch((cause: Error) => {
      throw new UsageError(sentence('template.classroom50Unwritable', { path: entrypoint, said: cause.message }), {
        cause,
      });
    });
  }
  try {
    for (const [path, text] of files) {
      await write(join(dir, path), text, { mode: path.startsWith('grader/bin/') ? 0o755 : 0o644 });
    }
  } catch (cause) {
    throw new UsageError(sentence('usage.unwritable', { dir: out, said: (cause as Error).message }), { cause });
  }
  const t = translator(lang);
  const lines = [
    t('template.written', { count: files.size, dir: out, katas: katas.map(({ id }) => id).join(', ') }),
    t('template.look', { command: `cd ${out} && git init && git add . && npx --yes pnpm@12 test` }),
    ...(entrypoint === undefined ? [] : [t('template.classroom50', { path: entrypoint })]),
    ...(upstream ? [] : [t('template.noWorkflows')]),
    ...(upstream && !isFixed(upstream) ? [t('template.movable', { ref: upstream.ref })] : []),
  ];
  for (const line of lines) print(`${line}\n`, t);
  return EXIT.passed;
}

async function write(path: string, text: string, options: { mode?: number; flag?: string }): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text, options);
}

async function refuseFilled(dir: string, given: string): Promise<void> {
  const entries = await readdir(dir).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw new UsageError(sentence('template.unreadableOut', { dir: given, said: cause.message }), { cause });
  });
  if (entries.length === 0) return;
  throw new UsageError(sentence('template.filledOut', { dir: given, count: entries.length, first: entries[0]! }));
}
