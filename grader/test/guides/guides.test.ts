import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../../src/commands/cohort-out.ts';
import { WORKSPACE } from '../../src/commands/workspace.ts';
import { translator } from '../../src/report/messages/messages.ts';
import { inEnglish } from '../../src/report/sentence.ts';
import { compareReadmes } from '../../src/verify/readme-twins.ts';
import { runGrader } from '../commands/grader-process.ts';

const PEOPLE = ['student', 'teacher', 'reviewer', 'author'] as const;
const GUIDES = '.github/guides';
/** Whoever opens the README sees so many lines without scrolling. */
const FIRST_LINES = 20;

const read = (path: string) => readFile(join(WORKSPACE, path), 'utf8');
const guides = (await readdir(join(WORKSPACE, GUIDES))).map((name) => `${GUIDES}/${name}`);
const texts = ['README.md', 'README.es.md', '.github/CONTRIBUTING.md', ...guides];

/** The place on GitHub that a heading gets, as far as our headings go: letters of any language, digits, blanks. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

describe('the guides', () => {
  it.each(['', '.es'])('are all found at the top of README%s.md', async (lang) => {
    const top = (await read(`README${lang}.md`)).split('\n').slice(0, FIRST_LINES).join('\n');
    for (const person of PEOPLE) expect(top).toContain(`](${GUIDES}/${person}${lang}.md)`);
  });

  it('are those and no others', () => {
    expect(guides.sort()).toEqual(
      PEOPLE.flatMap((person) => [`${GUIDES}/${person}.es.md`, `${GUIDES}/${person}.md`]).sort(),
    );
  });

  it.each(['README', ...PEOPLE.map((person) => `${GUIDES}/${person}`)])(
    '%s is the same in both languages',
    async (name) => {
      const [english, spanish] = [await read(`${name}.md`), await read(`${name}.es.md`)];
      expect(inEnglish(compareReadmes(english, spanish), '\n')).toBe('');
      // Lists and tables have as many entries, and both lead to the same places.
      const shapeOf = (text: string) => text.match(/^(\d+\.|-|\|)(?= )/gm);
      expect(shapeOf(spanish)).toEqual(shapeOf(english));
      const fileOf = name.split('/').at(-1)!;
      expect(english).toContain(`](${fileOf}.es.md)`);
      expect(spanish).toContain(`](${fileOf}.md)`);
    },
  );

  it.each(texts)('%s begins with a title and has sections', async (path) => {
    const headings = (await read(path)).match(/^##? .+$/gm) ?? [];
    expect(headings[0]).toMatch(/^# /);
    expect(headings.length).toBeGreaterThan(1);
  });

  it.each(texts)('%s leads to places that exist', async (path) => {
    const links = [...(await read(path)).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
    for (const [link, file, anchor] of links) {
      const target = file === '' ? path : join(dirname(path), file!);
      expect(existsSync(join(WORKSPACE, target)), `${link} in ${path}`).toBe(true);
      if (anchor === undefined) continue;
      const headings = [...(await read(target)).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!));
      expect(headings, `${link} in ${path}`).toContain(anchor);
    }
  });

  it('name only commands and options of the grader that there are', async () => {
    const named = new Set<string>();
    for (const path of texts) {
      for (const [, command, rest] of (await read(path)).matchAll(
        /pnpm@12 (?:--silent )?(?:grader )?(grade|verify|template|cohort|report|comment|calibrate)\b([^\n`|#>]*)/g,
      )) {
        named.add(command!);
        for (const [option] of rest!.matchAll(/--[a-z][a-z0-9-]*/g)) named.add(`${command} ${option}`);
      }
    }
    expect(named.size).toBeGreaterThan(12);
    const helps = new Map<string, string>();
    for (const one of named) {
      const [command, option] = one.split(' ');
      if (!helps.has(command!)) {
        const { code, stdout } = await runGrader(command!, '--help');
        expect(code, one).toBe(0);
        helps.set(command!, stdout);
      }
      if (option) expect(helps.get(command!), one).toMatch(new RegExp(`^ +${option}\\b`, 'm'));
    }
  });

  it.each(['en', 'es'] as const)('name the line that repeats a verdict as a report does (%s)', async (lang) => {
    const suffix = lang === 'en' ? '' : '.es';
    const heading = `\`${translator(lang)('reproduce.heading')}\``;
    for (const name of ['README', ...['student', 'teacher', 'reviewer'].map((person) => `${GUIDES}/${person}`)])
      expect(await read(`${name}${suffix}.md`), name).toContain(heading);
  });

  it.each(['', '.es'])('lead a teacher to the files that a cohort leaves (teacher%s.md)', async (lang) => {
    const text = await read(`${GUIDES}/teacher${lang}.md`);
    expect(text).toContain('--out ../grades ');
    const named = [...text.matchAll(/`(\.\.\/grades\b[^`]*)`/g)].map(([, path]) => path);
    const student = folderOf('../grades', 'NAME');
    expect(new Set(named)).toEqual(new Set(['../grades/cohort.csv', student, dirname(student)]));
  });

  it('take a teacher from the template to the gradebook in ten steps', async () => {
    const steps = [...(await read(`${GUIDES}/teacher.md`)).matchAll(/^## (\d+)\. /gm)].map(([, number]) =>
      Number(number),
    );
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
