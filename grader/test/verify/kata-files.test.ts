import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Kata } from '../../src/kata/kata-schema.ts';
import { inEnglish, type Sentence } from '../../src/report/sentence.ts';
import { labelledSubmissions, readmeProblems, strayFiles, stubProblems } from '../../src/verify/kata-files.ts';

const cpu: Kata['speedup'] = { kind: 'cpu', levels: [{ efficiency: 0.7, points: 40 }], maxWorkers: 2 };
let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'kata-files-'));
  const grading = '12 checks, 70 %, 40 points.';
  write('README.md', `# Kata\n\n[Español](README.es.md)\n\n${grading}\n`);
  write('README.es.md', `# Kata\n\n[English](README.md)\n\n${grading}\n`);
  write('kata.json', '{}');
  write('package.json', '{}');
  write('src/index.ts', 'export {};\n');
  write('solution/index.ts', 'export {};\n');
  write('spec/one.spec.ts', '');
  write('submissions/wrong/adds-one/index.ts', '// wrong | sum | adds one more\n');
});
afterEach(() => rmSync(dir, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
}
const said = (sentences: readonly Sentence[]) => sentences.map((one) => inEnglish([one]));
const readme = (speedup: Kata['speedup'] = cpu) => readmeProblems({ dir, checks: 12, speedup });

describe('the files of a kata', () => {
  it('are right as they are, whatever tools leave beside them', async () => {
    write('node_modules/x', '');
    write('bench.ts', '');
    expect(await strayFiles({ dir })).toEqual([]);
  });

  it('are named where one is missing, one does not belong there, or a label does not exist', async () => {
    rmSync(join(dir, 'spec'), { recursive: true });
    write('notes.txt', '');
    write('submissions/quick/index.ts', '');
    expect(said(await strayFiles({ dir }))).toEqual([
      'spec is missing.',
      'notes.txt does not belong here.',
      'submissions/quick is no label; the labels are accepted, wrong, slow, cheating.',
    ]);
  });

  it('hold a stub of at most 30 lines', async () => {
    expect(await stubProblems({ dir })).toEqual([]);
    write('src/index.ts', `${'//\n'.repeat(31)}`);
    expect(said(await stubProblems({ dir }))).toEqual(['src/index.ts has 31 lines; a stub has at most 30.']);
  });
});

describe('the READMEs of a kata', () => {
  it('say what kata.json says, and lead to each other', async () => {
    expect(await readme()).toEqual([]);
  });

  it('are told which figure is missing where, of computing and of waiting', async () => {
    write('README.es.md', '# Kata\n\n[English](README.md)\n\n12 pruebas, 65 %, 40 puntos.\n');
    expect(said(await readme())).toEqual(['README.es.md does not say "70 %", as kata.json does.']);
    const io: Kata['speedup'] = { kind: 'io', levels: [{ efficiency: 0.75, points: 40 }], workers: 20 };
    expect(said(await readme(io))).toEqual([
      'README.md does not say "15×", as kata.json does.',
      'README.es.md does not say "15×", as kata.json does.',
    ]);
    const half: Kata['speedup'] = { kind: 'io', levels: [{ efficiency: 0.25, points: 40 }], workers: 10 };
    expect(said(await readme(half))).toEqual([
      'README.md does not say "2.5×", as kata.json does.',
      'README.es.md does not say "2,5×", as kata.json does.',
    ]);
  });

  it('are told when one does not lead to the other', async () => {
    write('README.md', '# Kata\n\n12 checks, 70 %, 40 points.\n');
    write('README.es.md', '# Kata\n\n12 checks, 70 %, 40 points.\n');
    expect(said(await readme())).toEqual([
      'README.md does not link to README.es.md.',
      'README.es.md does not link to README.md.',
    ]);
  });
});

describe('the labelled submissions of a kata', () => {
  it('are found by folder, with what their first line says', async () => {
    expect(await labelledSubmissions({ dir })).toEqual([
      {
        name: 'wrong/adds-one',
        dir: join(dir, 'submissions/wrong/adds-one'),
        label: { name: 'wrong', rules: ['sum'], design: 'adds one more' },
      },
    ]);
  });

  it('are refused with the name of the one whose first line is wrong, or that has none', async () => {
    write('submissions/slow/idle/index.ts', '// wrong | sum | idles\n');
    await expect(labelledSubmissions({ dir })).rejects.toThrow(
      'submissions/slow/idle: its label is "wrong", its folder is "slow"',
    );
    rmSync(join(dir, 'submissions/slow/idle/index.ts'));
    await expect(labelledSubmissions({ dir })).rejects.toThrow('submissions/slow/idle: its first line is ""');
  });
});
