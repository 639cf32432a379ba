import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { collectFiles } from '../../src/kata/collect-files.ts';
import { findSubmission } from '../../src/kata/find-submission.ts';
import { type Stage, stageSubmission } from '../../src/kata/stage.ts';
import { SubmissionError } from '../../src/kata/submission-error.ts';
import { target } from './grade-attacks.ts';

const parent = mkdtempSync(join(tmpdir(), 'hand-ins-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** A fresh honest submission; `spoil` makes it hostile. */
function submission(spoil: (srcDir: string) => void = () => {}): string {
  const srcDir = join(mkdtempSync(join(parent, 'one-')), 'src');
  mkdirSync(srcDir);
  cpSync(join(target.dir, 'solution/index.ts'), join(srcDir, 'index.ts'));
  spoil(srcDir);
  return srcDir;
}

const staged = (srcDir: string): Promise<Stage> => stageSubmission(target, srcDir, parent);

const secret = join(parent, 'secret.ts');
writeFileSync(secret, 'export const secret = 1;\n');

const HOSTILE: Readonly<Record<string, (srcDir: string) => void>> = {
  'a link to a file': (src) => symlinkSync(secret, join(src, 'link.ts')),
  'a link to a folder': (src) => symlinkSync('/etc', join(src, 'folder')),
  'a link to itself': (src) => symlinkSync('loop.ts', join(src, 'loop.ts')),
  'a link in place of the entry': (src) => {
    rmSync(join(src, 'index.ts'));
    symlinkSync(secret, join(src, 'index.ts'));
  },
  'a pipe that nobody writes to': (src) => execFileSync('/usr/bin/mkfifo', [join(src, 'pipe.ts')]),
  'a file of a gigabyte': (src) => {
    writeFileSync(join(src, 'large.ts'), '');
    truncateSync(join(src, 'large.ts'), 2 ** 30);
  },
  'more folders than anybody needs': (src) => mkdirSync(join(src, ...'abcdefghijkl'.split('')), { recursive: true }),
  'more files than anybody needs': (src) => {
    for (let i = 0; i < 300; i += 1) writeFileSync(join(src, `${i}.ts`), '');
  },
  'brackets nested deeper than any stack': (src) => writeFileSync(join(src, 'deep.ts'), '('.repeat(500_000)),
  'types nested deeper than any stack': (src) =>
    writeFileSync(join(src, 'deep.ts'), `type T = ${'['.repeat(300_000)}${']'.repeat(300_000)}; enum E { A }`),
};

describe('what is handed in', () => {
  it.each(Object.keys(HOSTILE))('%s is refused in words, and nothing of it is read or run', async (what) => {
    const srcDir = submission(HOSTILE[what]!);
    await expect(staged(srcDir)).rejects.toThrow(SubmissionError);
  });

  it('that broke a compiler does not break it for the next one', async () => {
    const broken = submission((src) =>
      writeFileSync(join(src, 'deep.ts'), `${'('.repeat(50_000)}1${')'.repeat(50_000)}`),
    );
    await expect(staged(broken)).rejects.toThrow(SubmissionError);
    const next = submission((src) => writeFileSync(join(src, 'level.ts'), 'export enum Level { Low, High }'));
    await staged(next);
  });

  it('names its files as it likes: none leaves the stage', async () => {
    const names = [
      '\u001b[2J.ts',
      '::error::x.ts',
      '..ts',
      '...ts',
      'new\nline.ts',
      '\u202ets.exe.ts',
      '%2e%2e.ts',
      '$(id).ts',
    ];
    const srcDir = submission((src) => {
      for (const name of names) writeFileSync(join(src, name), '');
    });
    await staged(srcDir);
    const paths = (await collectFiles(target, srcDir)).map(({ path }) => path);
    expect(paths.every((path) => path.startsWith('src/') && !path.includes('..\u002f'))).toBe(true);
  });

  it('brings no configuration: only the files that the kata allows are taken', async () => {
    const srcDir = submission((src) => {
      for (const name of ['package.json', 'kata.json', 'vitest.config.js', '.npmrc', 'hooks.mjs', 'index.node']) {
        writeFileSync(join(src, name), '{}');
      }
      mkdirSync(join(src, 'node_modules/zod'), { recursive: true });
      writeFileSync(join(src, 'node_modules/zod/index.ts'), 'process.exit(0)');
    });
    expect((await collectFiles(target, srcDir)).map(({ path }) => path)).toEqual(['src/index.ts']);
  });
});

describe('a checkout that is handed in', () => {
  it('does not lead out of itself: the work of somebody else behind a link is not taken', async () => {
    const checkout = mkdtempSync(join(parent, 'checkout-'));
    const other = join(parent, 'other');
    mkdirSync(join(other, target.id), { recursive: true });
    cpSync(join(target.dir, 'solution'), join(other, target.id, 'src'), { recursive: true });
    symlinkSync(other, join(checkout, 'katas'));
    const found = findSubmission(target, { kind: 'folder', dir: checkout });
    await expect(found.then(({ srcDir }) => staged(srcDir))).rejects.toThrow(/link/);
  });
});
