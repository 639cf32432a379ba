import { glob, readFile, stat } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { isMeasurable, measuringFiles } from '../kata/is-measurable.ts';
import type { Kata } from '../kata/kata-schema.ts';

/** A path in quotes that begins with a dot: an import, or a file that is started as a worker. */
const RELATIVE = /['"`](\.{1,2}\/[^'"`\s]+)['"`]/g;
/** What no student may find in a repository of theirs. */
const SECRET = /^(solution|submissions)\//;
/** There is one for everybody, whoever leads to it. */
const STUB = /^src\//;

/**
 * The files of a kata that its checks need, relative to the kata: every spec and what it leads to. The workload of the
 * speedup is among them only where there is no sequential program beside it, since that would give the kata away.
 *
 * @throws Error when a spec needs the reference, which is a fault of the kata.
 */
export async function specFiles(kata: Kata): Promise<string[]> {
  const specs: string[] = [];
  for await (const path of glob('spec/**/*.spec.ts', { cwd: kata.dir })) specs.push(path.replaceAll('\\', '/'));
  const measuring = measuringFiles(kata);
  if (measuring.length === 1 && (await isMeasurable(kata))) specs.push(...measuring);
  const { files, secrets } = await closureOf(kata.dir, specs);
  if (secrets.length === 0) return files;
  throw new Error(`The spec of ${kata.id} needs ${secrets.join(', ')}, which students must not get.`);
}

/** The demo and what it leads to, but for the reference, which it shows only when asked to. */
export async function demoFiles(kata: Kata): Promise<string[]> {
  return (await closureOf(kata.dir, ['demo.ts'])).files;
}

async function closureOf(
  dir: string,
  from: readonly string[],
): Promise<{ readonly files: string[]; readonly secrets: string[] }> {
  const waiting = [...from];
  const found = new Set<string>();
  const secrets = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path) || STUB.test(path) || !(await isFileBelow(dir, path))) continue;
    if (SECRET.test(path)) {
      secrets.add(path);
      continue;
    }
    found.add(path);
    const text = await readFile(join(dir, path), 'utf8');
    for (const [, relative] of text.matchAll(RELATIVE)) waiting.push(posix.join(dirname(path), relative!));
  }
  return { files: [...found].sort(), secrets: [...secrets].sort() };
}

async function isFileBelow(dir: string, path: string): Promise<boolean> {
  if (path.startsWith('..')) return false;
  return stat(join(dir, path)).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
