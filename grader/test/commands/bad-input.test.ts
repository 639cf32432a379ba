import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ResultSchema } from '../../src/report/result.ts';
import { runGrader, runGraderIn } from './grader-process.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'bad-input-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const KATA = '03-primes-sieve';
const HONEST =
  'export async function primesInRange() { return []; }\nexport async function countPrimes() { return 0; }\n';

/** Grades the checks of a submission whose `index.ts` is `source`. */
async function gradeSource(source: string) {
  await mkdir(join(dir, 'src'), { recursive: true });
  await writeFile(join(dir, 'src', 'index.ts'), source);
  return gradeFolder();
}

async function gradeFolder() {
  const out = join(dir, 'out');
  const { code, stdout } = await runGrader('grade', KATA, '--submission', dir, '--only', 'spec', '--out', out);
  const result = ResultSchema.parse(JSON.parse(await readFile(join(out, 'result.json'), 'utf8')));
  return { code, stdout, kata: result.katas[0]! };
}

describe('wrong usage ends with code 2 and says what to do', () => {
  it.each([
    ['an unknown kata', ['grade', 'primes-seive'], /There is no kata "primes-seive"\. Did you mean "primes-sieve"\?/],
    ['a missing folder', ['grade', '--submission', '/nowhere/at/all'], /there is no such folder/],
    ['a folder that holds no submission', ['grade', '--submission', '/etc'], /Give a checkout/],
    ['a negative seed', ['grade', '--seed', '-1'], /expected an integer from 0/],
    ['an unknown reporter', ['grade', '--reporter', 'terminall'], /Did you mean "terminal"/],
    ['an unknown level', ['grade', '--isolation', 'none'], /Allowed choices are full, process/],
    ['two submissions at once', ['grade', '--reference', '--submission', '.'], /cannot be used with/],
    ['a place where nothing can be written', ['grade', '--out', '/dev/null/results'], /cannot be written to/],
    ['no minutes at all', ['verify', '--within', '0'], /a whole number of minutes from 1 up/],
    ['an unknown command', ['marc', '3'], /There is no command "marc"\./],
    ['an unknown option', ['grade', '--refrence'], /There is no option --refrence\. Did you mean "--reference"\?/],
    ['an option without its value', ['grade', '--seed'], /The option --seed <n> needs a value/],
    ['a missing argument', ['report'], /The argument <file> is missing/],
    ['a missing option', ['cohort', '.'], /The option --out <dir> is missing/],
    ['an argument too many', ['report', 'a.json', 'b.json'], /expected 1 at most, given 2/],
    ['a result that is not there', ['report', '/nowhere/result.json'], /cannot be read/],
    ['a result that is none', ['report', import.meta.filename], /not JSON/],
  ])('%s', async (_name, args, message) => {
    const { code, stderr } = await runGrader(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });

  it.each([
    [
      'an unknown kata',
      ['grade', 'primes-seive'],
      /^No hay ningún kata «primes-seive»\. ¿Querías decir «primes-sieve»\?/,
    ],
    ['an unknown command', ['marc'], /^No hay ninguna orden «marc»\. .*--help/],
    [
      'an unknown option',
      ['grade', '--refrence'],
      /^No hay ninguna opción --refrence\. ¿Querías decir «--reference»\?/,
    ],
    ['an option without its value', ['grade', '--seed'], /^La opción --seed <n> necesita un valor\./],
    ['a missing argument', ['report'], /^Falta el argumento <file>\./],
    ['a missing option', ['cohort', '.'], /^Falta la opción --out <dir>\./],
    ['an argument too many', ['report', 'a.json', 'b.json'], /^Sobran argumentos: se esperaban 1 como mucho y hay 2\./],
    [
      'a negative seed',
      ['grade', '--seed', '-1'],
      /^--seed <n> no puede ser «-1»: se esperaba un número entero de 0 a /,
    ],
    [
      'an unknown level',
      ['grade', '--isolation', 'none'],
      /no puede ser «none»\. Se puede elegir entre full, process\./,
    ],
    [
      'two submissions at once',
      ['grade', '--reference', '--submission', '.'],
      /^--reference no se puede usar junto con --submission <dir>\./,
    ],
  ])('%s, in the language of the system', async (_name, args, message) => {
    const { code, stderr } = await runGraderIn('es_ES.UTF-8', ...args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  it('in the language that is asked for', async () => {
    const { code, stderr } = await runGrader('grade', 'primes-seive', '--lang', 'es');
    expect(stderr).toMatch(/^No hay ningún kata «primes-seive»\./);
    expect(code).toBe(2);
  });

  it('help is no wrong usage', async () => {
    const { code, stdout } = await runGrader('--help');
    expect(stdout).toContain('grade [options] [kata...]');
    expect(code).toBe(0);
  });

  it('help speaks the language that is asked for, down to its headings', async () => {
    const { stdout } = await runGrader('grade', '--help', '--lang', 'es');
    expect(stdout).toMatch(/Uso: grader grade[\s\S]*Argumentos:[\s\S]*Opciones:[\s\S]*valores:\s+full,\s+process/);
    expect(stdout).not.toMatch(/Usage|Options|Arguments|choices|default/);
  });
});

describe('a submission that cannot be used gets a verdict that says why', () => {
  it.each([
    ['a syntax error', 'export const = 1;\n', 'load', 'src/index.ts:1:14'],
    ['an empty file', '', 'load', 'src/index.ts is empty'],
    ['a missing export', HONEST, 'load', 'does not export sieve'],
    ['an export that is no function', `${HONEST}export const sieve = 7;\n`, 'load', 'exports sieve as number'],
    ['an export that is a class', `${HONEST}export class sieve {}\n`, 'load', 'exports sieve as class'],
    ['a module that throws', 'throw new RangeError("no");\n', 'load', 'RangeError: no\n  at src/index.ts:1:7'],
    ['an import that is not there', "import './helper.ts';\n", 'load', 'helper.ts'],
    ['a package that is not offered', "import 'zod';\n", 'load', "Cannot find package 'zod'"],
    ['an exit at load', 'process.exit(0);\n', 'crash', 'ended with code 0'],
    ['an endless loop at load', 'for (;;);\n', 'timeout', 'Loading the submission took more than 10000 ms'],
  ])('%s', async (_name, source, kind, message) => {
    const { code, stdout, kata } = await gradeSource(source);
    expect(kata.problem?.kind).toBe(kind);
    expect(kata.problem?.message).toContain(message);
    expect(kata).toMatchObject({ status: 'failed', points: 0, checks: [] });
    expect(stdout).toContain(KATA);
    expect(code).toBe(1);
  });

  it('a missing file', async () => {
    await mkdir(join(dir, 'src'));
    const { kata } = await gradeFolder();
    expect(kata.problem?.message).toContain('src/index.ts is missing');
  });

  it('a symbolic link', async () => {
    await mkdir(join(dir, 'src'));
    await writeFile(join(dir, 'src', 'index.ts'), HONEST);
    await symlink('/etc/passwd', join(dir, 'src', 'loot.ts'));
    const { kata } = await gradeFolder();
    expect(kata.problem?.message).toContain('src/loot.ts is a symbolic link');
  });

  it('a source of 100 MB', async () => {
    await mkdir(join(dir, 'src'));
    await writeFile(join(dir, 'src', 'index.ts'), HONEST);
    await truncate(join(dir, 'src', 'index.ts'), 100 * 1024 * 1024);
    const { kata } = await gradeFolder();
    expect(kata.problem?.message).toContain('at most 1 MiB');
  });

  it('answers of a wrong type fail checks, not the grader', async () => {
    const { code, kata } = await gradeSource(
      "export const primesInRange = async () => 'many';\nexport const countPrimes = async () => null;\nexport const sieve = async () => ({ length: -1 });\n",
    );
    expect(kata.problem).toBeUndefined();
    expect(kata.checks.length).toBeGreaterThan(20);
    expect(kata.status).toBe('failed');
    expect(code).toBe(1);
  });

  it('what was already graded stays when the next run is refused', async () => {
    await gradeSource('');
    const before = await readdir(join(dir, 'out'));
    await runGrader('grade', KATA, '--submission', join(dir, 'gone'), '--out', join(dir, 'out'));
    expect(await readdir(join(dir, 'out'))).toEqual(before);
  });
});
