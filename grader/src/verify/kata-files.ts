import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '@paralelo/testkit/language';
import type { Kata } from '../kata/kata-schema.ts';
import { type Sentence, sentence } from '../report/sentence.ts';
import { LABELS, type Label, LabelError, parseLabel } from './label.ts';
import { compareReadmes } from './readme-twins.ts';

/** A labelled submission on disk. */
export interface LabelledSubmission {
  /** `wrong/drops-last-chunk` */
  readonly name: string;
  readonly dir: string;
  readonly label: Label;
}

/** What a kata folder may hold; anything else is stray. */
const REQUIRED = ['README.md', 'README.es.md', 'kata.json', 'package.json', 'src', 'solution', 'spec', 'submissions'];
const ALLOWED = new Set([...REQUIRED, 'tsconfig.json', 'vitest.config.ts', 'demo.ts', 'bench.ts', 'demo', 'bench']);
const IGNORED = new Set(['node_modules', '.turbo', 'coverage']);

async function names(dir: string): Promise<string[]> {
  const entries = await readdir(dir).catch(() => []);
  return entries.filter((name) => !IGNORED.has(name)).sort();
}

/** Missing and stray files of a kata. */
export async function strayFiles({ dir }: Pick<Kata, 'dir'>): Promise<Sentence[]> {
  const present = await names(dir);
  const missing = REQUIRED.filter((name) => !present.includes(name)).map((name) => sentence('file.missing', { name }));
  const stray = present.filter((name) => !ALLOWED.has(name)).map((name) => sentence('file.stray', { name }));
  const labels = (await names(join(dir, 'submissions')))
    .filter((name) => !(LABELS as readonly string[]).includes(name))
    .map((name) => sentence('file.noLabel', { name, labels: LABELS.join(', ') }));
  return [...missing, ...stray, ...labels];
}

/** How the stub breaks its own rule of being short; empty when it does not. */
const STUB_LINES = 30;

export async function stubProblems({ dir }: Pick<Kata, 'dir'>): Promise<Sentence[]> {
  const text = await readFile(join(dir, 'src', 'index.ts'), 'utf8');
  const lines = text.trimEnd().split('\n').length;
  return lines > STUB_LINES ? [sentence('file.longStub', { lines, most: STUB_LINES })] : [];
}

/** What a README must say about grading, in figures as its language writes them. */
function gradedFigures({ checks, speedup }: Pick<Kata, 'checks' | 'speedup'>, language: Language): string[] {
  const { levels } = speedup;
  const { format } = new Intl.NumberFormat(language);
  const shares = levels.map(({ efficiency }) =>
    speedup.kind === 'io' ? `${format(efficiency * speedup.workers)}×` : `${Math.round(efficiency * 100)} %`,
  );
  return [String(checks), shares.join(', '), levels.map(({ points }) => points).join(', ')];
}

/** Differences between the two READMEs of a kata, and from its `kata.json`. */
export async function readmeProblems(kata: Pick<Kata, 'dir' | 'checks' | 'speedup'>): Promise<Sentence[]> {
  const { dir } = kata;
  const [en, es] = await Promise.all(['README.md', 'README.es.md'].map((name) => readFile(join(dir, name), 'utf8')));
  const problems = compareReadmes(en!, es!);
  for (const [name, text, language] of [
    ['README.md', en!, 'en'],
    ['README.es.md', es!, 'es'],
  ] as const) {
    problems.push(
      ...gradedFigures(kata, language)
        .filter((figure) => !text.includes(figure))
        .map((figure) => sentence('readme.figure', { name, figure })),
    );
  }
  if (!en!.includes('README.es.md')) problems.push(linkMissing('README.md', 'README.es.md'));
  if (!es!.includes('README.md')) problems.push(linkMissing('README.es.md', 'README.md'));
  return problems;
}

function linkMissing(name: string, other: string): Sentence {
  return sentence('readme.link', { name, other });
}

/** Every labelled submission of a kata. @throws {LabelError} naming the one whose first line is wrong. */
export async function labelledSubmissions({ dir }: Pick<Kata, 'dir'>): Promise<LabelledSubmission[]> {
  const found: LabelledSubmission[] = [];
  for (const folder of LABELS) {
    for (const name of await names(join(dir, 'submissions', folder))) {
      const path = join(dir, 'submissions', folder, name);
      const text = await readFile(join(path, 'index.ts'), 'utf8').catch(() => '');
      try {
        found.push({ name: `${folder}/${name}`, dir: path, label: parseLabel(text, folder) });
      } catch (error) {
        throw new LabelError(`submissions/${folder}/${name}: ${(error as Error).message}`, { cause: error });
      }
    }
  }
  return found;
}
