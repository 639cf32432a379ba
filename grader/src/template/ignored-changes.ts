import { lstat, readdir, readFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { kataNames, selectKatas } from '../kata/find-katas.ts';
import type { Kata } from '../kata/kata-schema.ts';
import { type IgnoredChange, MAX_IGNORED_CHANGES } from '../report/result.ts';
import { UsageError } from '../usage-error.ts';
import { TEXTS } from './readmes.ts';
import { type Files, studentFiles } from './student-files.ts';
import { parseUpstream, type Upstream } from './upstream.ts';

/** Files that a student may write, and that tools or readers write: nobody has to hear of them. */
const FREE = /^katas\/[^/]+\/(src\/|demo(\/|\.ts$))|\.md$|^(pnpm-lock\.yaml|\.gitignore|LICENSE)$/;
/** Folders in which a file of a student would look like one of ours. */
const OURS = /^(grader|packages|\.github\/workflows)\/|^katas\/[^/]+\/spec\//;

const MAX_ENTRIES = 3000;
const MAX_DEPTH = 8;
/** Room for line endings that a checkout has made longer. */
const slackOf = (text: string): number => 2 * Buffer.byteLength(text) + 1024;

/**
 * What a checkout holds of ours that is not as it was handed out: spec, grader, thresholds, packages, workflows. None of it is
 * used for grading; a teacher wants to know all the same. Takes a repository made by `grader template` and a clone of this one.
 *
 * Links are not followed, and no file is read that is longer than ours could be.
 *
 * @param root - our own checkout, which is right by definition.
 * @param katas - those that are graded; what lies in other katas is not looked at.
 */
export async function ignoredChanges(root: string, checkout: string, katas: readonly Kata[]): Promise<IgnoredChange[]> {
  // One kata alone, or a folder with an index.ts, holds nothing of ours; and a repository for students hands nothing out.
  if (!(await exists(join(checkout, 'katas'))) || !(await exists(join(root, TEXTS)))) return [];
  const handed = await handedOut(root, checkout);
  if (handed.length === 0) return [];
  const { upstream, isBroken } = await upstreamOf(checkout);
  const ours = await studentFilesOf(root, handed, upstream);
  const isOfOther = isBelowOther(katas);
  const changes: IgnoredChange[] = isBroken ? [{ path: 'package.json', change: 'changed' }] : [];
  for (const [path, text] of ours) {
    if (FREE.test(path) || isOfOther(path) || (isBroken && path === 'package.json')) continue;
    const change = await compare(root, checkout, path, text);
    if (change) changes.push({ path, change });
  }
  for (const path of await filesBelow(checkout, foldersOf(katas))) {
    if (OURS.test(path) && !ours.has(path) && !(await isSame(root, checkout, path)))
      changes.push({ path, change: 'added' });
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1)).slice(0, MAX_IGNORED_CHANGES);
}

/** The katas that the checkout was made for, graded now or not: what was handed out with them depends on all of them. */
async function handedOut(root: string, checkout: string): Promise<Kata[]> {
  const there = await Promise.all(
    (await kataNames(root)).map(async (name) => ((await exists(join(checkout, 'katas', name))) ? [name] : [])),
  );
  const names = there.flat();
  return names.length === 0 ? [] : selectKatas(root, names);
}

function isBelowOther(katas: readonly Kata[]): (path: string) => boolean {
  const graded = new Set(katas.map(({ id }) => id));
  return (path) => {
    const [folder, kata] = path.split('/');
    return folder === 'katas' && !graded.has(kata!);
  };
}

/** A cohort was handed out one repository: what that held is worked out once. */
const known = new Map<string, Promise<Files>>();

function studentFilesOf(root: string, katas: readonly Kata[], upstream: Upstream | undefined): Promise<Files> {
  const key = JSON.stringify([root, upstream, katas.map(({ id }) => id)]);
  const files = known.get(key) ?? studentFiles(root, { katas, ...(upstream && { upstream }) });
  known.set(key, files);
  return files;
}

/** A file that is gone counts where its folder is there: a student may hand in a part of the repository. */
async function compare(
  root: string,
  checkout: string,
  path: string,
  text: string,
): Promise<IgnoredChange['change'] | undefined> {
  const given = await textOf(checkout, path, slackOf(text));
  if (given === text || (await isSame(root, checkout, path))) return undefined;
  if (await exists(join(checkout, path))) return 'changed';
  return path.includes('/') && (await exists(join(checkout, dirname(path)))) ? 'removed' : undefined;
}

/** Whether it is the file of this checkout, word for word: a clone has more than students get. */
async function isSame(root: string, checkout: string, path: string): Promise<boolean> {
  const text = await readFile(join(root, path), 'utf8').catch(() => undefined);
  if (text === undefined) return false;
  return (await textOf(checkout, path, slackOf(text))) === text.replaceAll('\r\n', '\n');
}

/** The text of a plain file, line endings aside; nothing for anything else, links on the way included. */
async function textOf(checkout: string, path: string, maxBytes: number): Promise<string | undefined> {
  let place = checkout;
  const parts = path.split('/');
  for (const [i, part] of parts.entries()) {
    place = join(place, part);
    const stats = await lstat(place).catch(() => undefined);
    const isRight = i < parts.length - 1 ? stats?.isDirectory() : stats?.isFile() && stats.size <= maxBytes;
    if (!isRight) return undefined;
  }
  const text = await readFile(place, 'utf8').catch(() => undefined);
  return text?.replaceAll('\r\n', '\n');
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function foldersOf(katas: readonly Kata[]): string[] {
  return ['grader', 'packages', '.github/workflows', ...katas.map(({ id }) => `katas/${id}/spec`)];
}

async function filesBelow(checkout: string, folders: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  let entries = 0;
  const walk = async (dir: string, depth: number): Promise<void> => {
    if (depth > MAX_DEPTH) return;
    for (const entry of await readdir(join(checkout, dir), { withFileTypes: true }).catch(() => [])) {
      if (++entries > MAX_ENTRIES) return;
      const path = posix.join(dir, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && entry.name !== 'coverage' && !entry.name.startsWith('.'))
          await walk(path, depth + 1);
      } else files.push(path);
    }
  };
  for (const folder of folders) await walk(folder, 1);
  return files;
}

/** What the checkout says of its upstream. It is only believed about what the checkout itself should then look like. */
async function upstreamOf(checkout: string): Promise<{ readonly upstream?: Upstream; readonly isBroken: boolean }> {
  const text = await textOf(checkout, 'package.json', 64 * 1024);
  if (text === undefined) return { isBroken: false };
  try {
    const said = (JSON.parse(text) as { paralelo?: { upstream?: unknown } } | null)?.paralelo?.upstream;
    if (said === undefined) return { isBroken: false };
    return typeof said === 'string' ? { isBroken: false, upstream: parseUpstream(said) } : { isBroken: true };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof UsageError) return { isBroken: true };
    throw error;
  }
}
