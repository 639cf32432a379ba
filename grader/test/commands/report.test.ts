import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderCsv } from '../../src/report/csv.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderJunit } from '../../src/report/junit.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { kataResult, resultOf, slowKata } from '../report/support/sample-results.ts';
import { runGrader, runGraderInto } from './grader-process.ts';

const failed = resultOf([slowKata]);
const passed = resultOf([kataResult()]);
let dir: string;
const at = (name: string) => join(dir, name);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'report-'));
  await writeFile(at('result.json'), renderJson(failed));
  await writeFile(at('base.json'), renderJson(passed));
  await writeFile(at('forged.json'), JSON.stringify({ ...failed, points: 100 }));
});
afterAll(() => rm(dir, { recursive: true }));

describe('a result is shown again', () => {
  it('in each face that is asked for, in this order, with the exit code of the grading', async () => {
    const { code, stdout } = await runGrader('report', at('result.json'), '--reporter', 'csv,junit', '--lang', 'es');
    expect(stdout).toBe(renderCsv(failed) + renderJunit(failed, { lang: 'es' }));
    expect(code).toBe(1);
  });

  it('against a base', async () => {
    const { stdout } = await runGrader(
      'report',
      at('result.json'),
      '--reporter',
      'markdown',
      '--base',
      at('base.json'),
    );
    expect(stdout).toBe(renderMarkdown(failed, { lang: 'en', base: passed }));
    expect(stdout).toContain('**-40** against the base (100/100).');
  });
});

describe('what is no result is refused with code 2, and nothing is shown', () => {
  it.each([
    [
      'a total that its katas do not have',
      ['report', 'forged.json'],
      /does not add up: points is 100, its katas have 60/,
    ],
    ['a base that is not there', ['report', 'result.json', '--base', 'nowhere.json'], /nowhere\.json cannot be read/],
    ['a forged base', ['report', 'result.json', '--base', 'forged.json'], /does not add up/],
    ['a base for grading that is not there', ['grade', '--base', 'nowhere.json'], /nowhere\.json cannot be read/],
    ['a face that lacks its environment', ['grade', '--reporter', 'classroom50'], /needs CLASSROOM/],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await runGrader(...args.map((arg) => (arg.endsWith('.json') ? at(arg) : arg)));
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it.runIf(process.platform === 'linux')('a file without end', async () => {
    const { code, stderr } = await runGrader('report', '/dev/zero');
    expect(stderr).toBe(
      '/dev/zero has more than 50331648 bytes; no result has. Give the result.json that "grade --out" wrote.\n',
    );
    expect(code).toBe(2);
  });
});

describe.runIf(process.platform === 'linux')('a report that cannot be written', () => {
  it.each(['terminal', 'html', 'html,markdown'])('ends with code 2, whatever the result says: %s', async (reporter) => {
    await using full = await open('/dev/full', 'w');
    const { code, stderr } = await runGraderInto(full.fd, 'report', at('base.json'), '--reporter', reporter);
    expect(stderr).toMatch(/^The output cannot be written \(.*ENOSPC.*\): part of it is missing\. .*\n$/);
    expect(code).toBe(2);
  });
});
