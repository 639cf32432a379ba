import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WORKSPACE } from '../../src/commands/workspace.ts';
import { renderJson } from '../../src/report/json.ts';
import { runGrader } from '../commands/grader-process.ts';
import { Classroom50Schema } from '../report/support/classroom50-schema.ts';
import { faultyKata, resultOf, slowKata } from '../report/support/sample-results.ts';
import { CLASSROOM50_ENV } from '../report/support/situations.ts';

const isThere = (program: string) => spawnSync(program, ['--version']).status === 0;
const lacking = ['python3', 'git', 'bwrap'].filter((program) => !isThere(program));
const NAME = "Classroom 50's autograder.py";
const GRADER = join(WORKSPACE, 'grader/bin/grader.mjs');

/** In the place of npx and of what it would install: the same grader, once it is where the upstream was fetched to. */
const NPX = `#!/bin/sh
[ "$1 $2 $3" = "--yes pnpm@12 --silent" ] && [ -f upstream-is-here ] || exit 9
shift 3
[ "$1" = grader ] && shift
exec "${process.execPath}" --disable-sigusr1 "${GRADER}" "$@"
`;

describe.skipIf(lacking.length > 0)(lacking.length > 0 ? `${NAME}, without ${lacking.join(', ')}` : NAME, () => {
  let dir: string;
  let commit: string;
  const checkout = () => join(dir, 'checkout');
  const result = () => join(checkout(), 'result.json');

  const git = (...args: string[]): string => {
    const identity = ['-c', 'user.name=school', '-c', 'user.email=school@example.org'];
    const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    return stdout.trim();
  };

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'autograder-'));
    const upstream = join(dir, 'server/school/paralelo');
    await mkdir(upstream, { recursive: true });
    await writeFile(join(upstream, 'upstream-is-here'), '');
    git('init', '--quiet', upstream);
    git('-C', upstream, 'add', '.');
    git('-C', upstream, 'commit', '--quiet', '-m', 'upstream');
    commit = git('-C', upstream, 'rev-parse', 'HEAD');
    await mkdir(join(dir, 'bin'));
    await writeFile(join(dir, 'bin/npx'), NPX, { mode: 0o755 });
    const { code, stdout } = await runGrader(
      ...['template', '--out', join(dir, 'class'), '--katas', '03', '--classroom50', join(dir, 'teacher')],
      ...['--upstream', `school/paralelo@${commit}`],
    );
    expect(code).toBe(0);
    expect(stdout).toContain(`${join(dir, 'teacher/autograder.py')} belongs into CLASSROOM/autograders/ASSIGNMENT`);
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));
  beforeEach(async () => {
    await rm(checkout(), { recursive: true, force: true });
    const { code } = await runGrader('template', '--out', checkout(), '--katas', '03');
    expect(code).toBe(0);
  });

  /** Starts it as Classroom 50's runner does: in the student's checkout, with what it knows in the environment. */
  async function grade(more: Readonly<Record<string, string>> = {}) {
    const child = spawn('python3', [join(dir, 'teacher/autograder.py')], {
      cwd: checkout(),
      env: {
        ...process.env,
        ...CLASSROOM50_ENV,
        GITHUB_SERVER_URL: pathToFileURL(join(dir, 'server')).href,
        PATH: `${join(dir, 'bin')}${delimiter}${process.env['PATH']}`,
        ...more,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const code = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [exit, , stderr] = await Promise.all([code, text(child.stdout), text(child.stderr)]);
    return { code: exit, stderr };
  }

  it('grades the checkout, whatever of a verdict lay there, and leaves its own in result.json', {
    timeout: 300_000,
  }, async () => {
    // A verdict of the student's own, and a link that would lead ours into a file of somebody else's.
    await writeFile(join(dir, 'elsewhere'), 'untouched');
    await symlink(join(dir, 'elsewhere'), result());
    await mkdir(join(checkout(), 'release-body.md'));
    const { code, stderr } = await grade();
    expect(code, stderr).toBe(0);
    const said = Classroom50Schema.parse(JSON.parse(await readFile(result(), 'utf8')));
    // The stub, as it was handed out; correct or not, what counts is that there is a verdict.
    expect(said).toMatchObject({ owner: 'ada', assignment: 'primes', assignment_type: 'individual', score: 0 });
    expect(said['max-score']).toBeGreaterThan(0);
    expect(said.tests[0]).toMatchObject({ 'test-name': '03-primes-sieve: checks', passed: false });
    expect(await readFile(join(checkout(), 'release-body.md'), 'utf8')).toMatch(
      /^<!-- paralelo:report -->\n\n### ✗ 0\//,
    );
    expect((await lstat(result())).isFile()).toBe(true);
    expect(await readFile(join(dir, 'elsewhere'), 'utf8')).toBe('untouched');
  });

  it.each([
    ['where the upstream cannot be fetched', { GITHUB_SERVER_URL: 'file:///nowhere' }, /No verdict: .*fetch/],
    ['where the runner does not say whose it is', { USERNAME: '' }, /No verdict: grader report .* ended with code 2/],
  ])('leaves no verdict %s, not even one that lay there', { timeout: 300_000 }, async (_where, env, reason) => {
    await writeFile(result(), '{"score": 100}');
    const { code, stderr } = await grade(env);
    expect(code).toBe(1);
    expect(stderr).toMatch(reason);
    expect(existsSync(result())).toBe(false);
  });

  it('leaves no verdict where the grader itself failed at one kata, whatever it says of the others', async () => {
    await writeFile(join(dir, 'faulty.json'), renderJson(resultOf([slowKata, faultyKata])));
    await mkdir(join(dir, 'faulty'));
    // The grader says "failed", as it does where one kata failed and another is a fault of ours.
    const npx = `#!/bin/sh
for last; do :; done
[ "$4" = grade ] || exit 9
mkdir -p "$last" && cp "${join(dir, 'faulty.json')}" "$last/result.json"
exit 1
`;
    await writeFile(join(dir, 'faulty/npx'), npx, { mode: 0o755 });
    const { code, stderr } = await grade({ PATH: `${join(dir, 'faulty')}${delimiter}${process.env['PATH']}` });
    expect(stderr).toMatch(/^No verdict: the grader itself failed at 03-primes-sieve\.$/m);
    expect(code).toBe(1);
    expect(existsSync(result())).toBe(false);
  });

  it('is never written over another one, and needs an upstream', async () => {
    const make = (...args: string[]) =>
      runGrader('template', '--out', join(dir, 'again'), '--katas', '03', '--classroom50', ...args);
    const second = await make(join(dir, 'teacher'), '--upstream', `school/paralelo@${commit}`);
    expect(second.code).toBe(2);
    expect(second.stderr).toMatch(/^--classroom50: .*autograder\.py cannot be written .*EEXIST.*nothing was written/);
    const alone = await make(join(dir, 'other'), '--lang', 'es');
    expect(alone.code).toBe(2);
    expect(alone.stderr).toContain('--classroom50 necesita --upstream OWNER/REPO@REF');
    expect([existsSync(join(dir, 'again')), existsSync(join(dir, 'other'))]).toEqual([false, false]);
  });
});
