import { glob, readFile, stat } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { Kata } from '../kata/kata-schema.ts';
import { isMeasurable, measuringFiles } from '../kata/is-measurable.ts';

/** A path in quotes that begins with a dot: an import, or a file that is started as a worker. */
const RELATIVE = /['"`](\.{1,2}\/[^'"`\s]+)['"`]/g;
/** What no student may find in a repository of theirs. */
const SECRET = /^(solution|submissions)\//;

/**
 * The files of a kata that its checks need, relative to the kata: every spec and what it leads to. The workload of the
 * speedup is among them only where there is no sequential program beside it, since that would give the kata away.
 *
 * @throws Error when a spec needs the reference, which is a fault of the kata.
 */
export async function specFiles(kata: Kata): Promise<string[]> {
  const waiting: string[] = [];
  for await (const path of glob('spec/**/*.spec.ts', { cwd: kata.dir })) waiting.push(path.replaceAll('\\', '/'));
  const measuring = measuringFiles(kata);
  if (measuring.length === 1 && (await isMeasurable(kata))) waiting.push(...measuring);
  const found = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    waiting.push(...(await ledTo(kata.dir, path)));
  }
  const files = [...found].filter((path) => !path.startsWith('src/')).sort();
  const secret = files.find((path) => SECRET.test(path));
  if (secret !== undefined) throw new Error(`The spec of ${kata.id} needs ${secret}, which students must not get.`);
  return files;
}

async function ledTo(dir: string, path: string): Promise<string[]> {
  const text = await readFile(join(dir, path), 'utf8');
  const candidates = [...text.matchAll(RELATIVE)].map(([, relative]) => posix.join(dirname(path), relative!));
  const files = await Promise.all(candidates.map((candidate) => isFileBelow(dir, candidate)));
  return candidates.filter((_, i) => files[i]);
}

async function isFileBelow(dir: string, path: string): Promise<boolean> {
  if (path.startsWith('..')) return false;
  return stat(join(dir, path)).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
