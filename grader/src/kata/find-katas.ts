import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { sentence } from '../report/sentence.ts';
import { UsageError } from '../usage-error.ts';
import { type Kata, KataSchema } from './kata-schema.ts';

const KATA_DIR = /^\d{2}-/;

/** Names of the katas in `root/katas`, in order. */
export async function kataNames(root: string): Promise<string[]> {
  const entries = await readdir(join(root, 'katas'), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && KATA_DIR.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}

/**
 * Reads one kata.
 *
 * @throws {UsageError} when its `kata.json` is missing or not as the schema says.
 */
export async function readKata(root: string, name: string): Promise<Kata> {
  const dir = join(root, 'katas', name);
  const file = join('katas', name, 'kata.json');
  const text = await readFile(join(root, file), 'utf8').catch((cause) => {
    throw new UsageError(sentence('usage.unreadableKata', { file }), { cause });
  });
  const parsed = KataSchema.safeParse(parseJson(text, file));
  if (!parsed.success) {
    throw new UsageError(sentence('usage.invalidKata', { file, said: z.prettifyError(parsed.error) }));
  }
  if (parsed.data.id !== name) {
    throw new UsageError(sentence('usage.otherId', { file, id: parsed.data.id, name }));
  }
  return { ...parsed.data, dir };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(sentence('usage.kataNotJson', { file, said: (cause as Error).message }), { cause });
  }
}

/**
 * The katas that `asked` names, all of them when it names none. A name may be short: `03` or `primes-sieve`; an item may hold
 * several, separated by commas.
 *
 * @throws {UsageError} for an unknown name, with the nearest one.
 */
export async function selectKatas(root: string, asked: readonly string[]): Promise<Kata[]> {
  const names = await kataNames(root);
  if (names.length === 0) throw new UsageError(sentence('usage.noKatas', { dir: join(root, 'katas') }));
  const given = asked.flatMap((item) => item.split(',').map((name) => name.trim())).filter((name) => name !== '');
  const wanted = given.length === 0 ? names : [...new Set(given.map((name) => resolveName(name, names)))];
  return Promise.all(wanted.map((name) => readKata(root, name)));
}

function resolveName(asked: string, names: readonly string[]): string {
  const plain = asked.replace(/^(\.\/)?katas\//, '').replace(/\/$/, '');
  const found = names.find((name) => name === plain || name.slice(0, 2) === plain || name.slice(3) === plain);
  if (found !== undefined) return found;
  const nearest = closest(plain, [...names, ...names.map((name) => name.slice(3))]);
  const isNear = distance(plain, nearest) <= Math.max(3, plain.length / 2);
  throw new UsageError([
    sentence('usage.unknownKata', { name: asked }),
    ...(isNear ? [sentence('usage.nearest', { name: nearest })] : []),
    sentence('usage.knownKatas', { names: names.join(', ') }),
  ]);
}
