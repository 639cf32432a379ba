import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { WORKSPACE } from '../../src/commands/workspace.ts';
import { selectKatas } from '../../src/kata/find-katas.ts';
import { studentFiles } from '../../src/template/student-files.ts';
import { compareReadmes } from '../../src/verify/readme-twins.ts';

const katas = await selectKatas(WORKSPACE, []);
const upstream = { repository: 'school/paralelo', ref: '0a1b2c3d4e'.repeat(4) };
const files = await studentFiles(WORKSPACE, { katas, upstream });
const paths = [...files.keys()];
const manifestOf = (dir: string) => JSON.parse(files.get(posix.join(dir, 'package.json'))!);

describe('what students get', () => {
  it('holds no reference, no labelled submission, no sequential program, no test of the grader', () => {
    const secret = /(^|\/)(solution|submissions|bench|test|coverage|node_modules)(\/|\.ts$)|baseline|^grader\/template/;
    const tools = /^(grader|packages\/[^/]+)\/src\//;
    expect(paths.filter((path) => secret.test(path) && !tools.test(path))).toEqual([]);
    for (const kata of katas.filter(({ speedup }) => speedup.kind === 'cpu')) {
      expect(paths).not.toContain(`katas/${kata.id}/spec/speedup.ts`);
    }
  });

  it('has nothing of the reference in any other file either', async () => {
    for (const { id, dir } of katas) {
      const reference = await readFile(join(dir, 'solution/index.ts'), 'utf8');
      for (const [path, text] of files)
        expect(text.includes(reference), `${path} holds the reference of ${id}`).toBe(false);
    }
  });

  it.each(katas)('$id: stub, rules, every spec and what it imports', async ({ id, dir }) => {
    const home = `katas/${id}`;
    for (const file of [
      'src/index.ts',
      'kata.json',
      'README.md',
      'README.es.md',
      'vitest.config.ts',
      'tsconfig.json',
    ]) {
      expect(files.get(`${home}/${file}`)).toBe(await readFile(join(dir, file), 'utf8'));
    }
    const specs = paths.filter((path) => path.startsWith(`${home}/spec/`));
    expect(specs.filter((path) => path.endsWith('.spec.ts')).length).toBeGreaterThan(0);
    for (const path of specs) {
      for (const [, relative] of files.get(path)!.matchAll(/from '(\.{1,2}\/[^']+)'/g)) {
        expect(paths, `${path} imports it`).toContain(posix.join(posix.dirname(path), relative!));
      }
    }
  });

  it.each(katas)('$id: a demo that leads to nothing which is not there', ({ id }) => {
    const demo = files.get(`katas/${id}/demo.ts`)!;
    for (const [, relative] of demo.matchAll(/['"`](\.{1,2}\/[^'"`]+)['"`]/g)) {
      expect(paths, `${id}: ask runDemo of the testkit for the reference`).toContain(
        `katas/${id}/${relative!.slice(2)}`,
      );
    }
  });

  it('names no package that is not there, and no script that has nothing to run', () => {
    for (const path of paths.filter((one) => one.endsWith('package.json'))) {
      const { dependencies, devDependencies } = JSON.parse(files.get(path)!);
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
        if (version !== 'workspace:*') continue;
        const dir = name === '@paralelo/grader' ? 'grader' : name.replace('@paralelo/', 'packages/');
        expect(paths, `${path} needs it`).toContain(`${dir}/package.json`);
      }
    }
    expect(Object.keys(manifestOf(`katas/${katas[0]!.id}`).scripts).sort()).toEqual(['demo', 'grade', 'test']);
  });

  it.each(katas)('$id: scripts whose packages are there', ({ id }) => {
    const { scripts, dependencies, devDependencies } = manifestOf(`katas/${id}`);
    const imported = Object.values<string>(scripts).flatMap((script) => [...script.matchAll(/--import (\S+)/g)]);
    expect(imported.length).toBeGreaterThan(0);
    for (const [, name] of imported) expect({ ...dependencies, ...devDependencies }).toHaveProperty(name!);
  });

  it('is locked to the versions that we tested, each dependency and nothing else', () => {
    const lock = parse(files.get('pnpm-lock.yaml')!);
    const dirs = paths.filter((path) => path.endsWith('package.json')).map((path) => posix.dirname(path));
    expect(Object.keys(lock.importers).sort()).toEqual(dirs.sort());
    for (const [dir, importer] of Object.entries<Record<string, object>>(lock.importers)) {
      for (const kind of ['dependencies', 'devDependencies']) {
        const locked = Object.keys(importer[kind] ?? {}).sort();
        expect(locked, `${dir} ${kind}`).toEqual(Object.keys(manifestOf(dir)[kind] ?? {}).sort());
      }
    }
    expect(Object.keys(lock.packages).filter((key) => /^(knip|dependency-cruiser|turbo|piscina)@/.test(key))).toEqual(
      [],
    );
  });
});

describe('the README', () => {
  it('has the same shape in both languages and nothing left to fill in', () => {
    const [english, spanish] = [files.get('README.md')!, files.get('README.es.md')!];
    expect(compareReadmes(english, spanish)).toEqual([]);
    for (const text of [english, spanish]) {
      expect(text).not.toMatch(/\{\{|<!--/);
      expect(text).toContain(upstream.repository);
      for (const { id } of katas)
        expect(text).toMatch(new RegExp(`^\\| \\[${id}\\]\\(katas/.*\\) \\| .* \\| \\d+ \\|$`, 'm'));
      for (const [, target] of text.matchAll(/\]\((?!https:)([^)]+)\)/g)) expect(paths).toContain(target);
    }
  });

  it('says nothing of workflows where there are none', async () => {
    const alone = await studentFiles(WORKSPACE, { katas });
    expect([...alone.keys()].filter((path) => path.startsWith('.github/'))).toEqual([]);
    expect(alone.get('README.md')).not.toMatch(/upstream|\{\{/);
  });
});

describe('the workflows', () => {
  it('trust upstream at the fixed place and grade the katas that were handed out', async () => {
    const [first] = katas;
    const one = await studentFiles(WORKSPACE, { katas: [first!], upstream });
    for (const name of ['grade', 'report', 'classroom']) {
      const workflow = parse(one.get(`.github/workflows/${name}.yml`)!);
      const steps = Object.values<{ steps?: { with?: Record<string, string>; env?: Record<string, string> }[] }>(
        workflow.jobs,
      ).flatMap((job) => job.steps ?? []);
      const trusted = steps.filter((step) => step.with?.['path'] === 'trusted');
      expect(trusted.length).toBe(1);
      expect(trusted[0]!.with).toMatchObject({ repository: upstream.repository, ref: upstream.ref });
      if (name === 'grade') expect(steps.find((step) => step.env?.['KATAS'])?.env).toEqual({ KATAS: first!.id });
    }
  });

  it('differ from ours in nothing else, comments included', async () => {
    const ours = await readFile(join(WORKSPACE, '.github/workflows/grade.yml'), 'utf8');
    const theirs = files.get('.github/workflows/grade.yml')!;
    const [a, b] = [ours.split('\n'), theirs.split('\n')];
    expect(a.filter((line, i) => line !== b[i]).map((line) => line.trim().split(':')[0])).toEqual([
      'repository',
      'ref',
      'KATAS',
    ]);
  });
});
