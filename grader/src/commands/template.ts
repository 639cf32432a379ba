import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { selectKatas } from '../kata/find-katas.ts';
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
}

/** Writes the repository that a teacher gives to students. @returns the exit code. */
export async function template({ out, katas: asked, upstream: given }: TemplateCommand): Promise<number> {
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
    throw new UsageError(`--out ${out}: cannot be written to (${(cause as Error).message}). Give another folder.`, {
      cause,
    });
  }
  process.stdout.write(`${files.size} files in ${out}: ${katas.map(({ id }) => id).join(', ')}\n`);
  process.stdout.write(`Look at it:  cd ${out} && git init && git add . && npx --yes pnpm@12 test\n`);
  if (!upstream) {
    process.stdout.write(
      'Without --upstream OWNER/REPO@REF there are no workflows in it: grade with "grader cohort".\n',
    );
  } else if (!isFixed(upstream)) {
    process.stdout.write(`${upstream.ref} can be moved to another commit; the 40 digits of a commit cannot.\n`);
  }
  return EXIT.passed;
}

async function refuseFilled(dir: string, given: string): Promise<void> {
  const entries = await readdir(dir).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw new UsageError(`--out ${given}: is no folder that can be read (${cause.message}). Give a new folder.`, {
      cause,
    });
  });
  if (entries.length === 0) return;
  throw new UsageError(
    `--out ${given}: is not empty (${entries.length} entries, ${entries[0]} among them). Give a new or empty folder; nothing was written.`,
  );
}
