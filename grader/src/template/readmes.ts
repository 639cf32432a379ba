import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LANGUAGES } from '@paralelo/testkit/language';
import type { Kata } from '../kata/kata-schema.ts';
import type { Upstream } from './upstream.ts';

/** Where the texts lie, relative to the checkout; words in double braces are filled in. */
export const TEXTS = 'grader/template';
const FILES = { en: 'README.md', es: 'README.es.md' } as const;
/** A part that is there only with an upstream. */
const WITH_UPSTREAM = /<!-- with upstream -->\n([\s\S]*?)<!-- \/with upstream -->\n/g;

/** The README of a repository for students, in every language, by path. */
export async function studentReadmes(
  root: string,
  { katas, upstream }: { readonly katas: readonly Kata[]; readonly upstream?: Upstream },
): Promise<Map<string, string>> {
  const readmes = new Map<string, string>();
  for (const lang of LANGUAGES) {
    const text = await readFile(join(root, TEXTS, FILES[lang]), 'utf8');
    const rows = katas.map(({ id, title, points, speedup }) => {
      const all = points + speedup.levels.at(-1)!.points;
      return `[${id}](katas/${id}/${FILES[lang]}) | ${title[lang]} | ${all}`;
    });
    const values = {
      // The row that the text begins and ends.
      katas: rows.join(' |\n| '),
      first: katas[0]!.id,
      upstream: upstream?.repository ?? '',
      ref: upstream?.ref ?? '',
    };
    const filled = text
      .replace(WITH_UPSTREAM, upstream ? '$1' : '')
      .replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name as keyof typeof values]);
    readmes.set(FILES[lang], filled);
  }
  return readmes;
}
