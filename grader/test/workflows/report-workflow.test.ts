import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { WORKSPACE } from '../../src/commands/workspace.ts';
import { renderJson } from '../../src/report/json.ts';
import { COMMENT_MARKER, renderMarkdown } from '../../src/report/markdown.ts';
import { type FakeGithub, REPOSITORY, startFakeGithub, TOKEN } from '../github/fake-github.ts';
import { kataResult, resultOf, slowKata } from '../report/support/sample-results.ts';
import { type Walked, walkJob } from './walk-job.ts';
import type { Workflow } from './workflow.ts';

const passed = resultOf([kataResult()]);
const failed = resultOf([slowKata]);
const SHA = 'a1b2c3d4e5'.repeat(4);
const RUN_ID = '4711';
const workflow = parse(await readFile(join(WORKSPACE, '.github/workflows/report.yml'), 'utf8')) as Workflow;

/** Does what pnpm would do in a checkout that is installed: runs the grader. */
const NPX = `#!/bin/bash
shift 2
while [[ $1 == --* ]]; do shift; done
case $1 in
  install) exit 0 ;;
  grader) exec "$NODE" --disable-sigusr1 "$GRADER" "\${@:2}" ;;
esac
exit 64
`;

let dir: string;
let github: FakeGithub;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'report-workflow-'));
  await mkdir(join(dir, 'bin'));
  await writeFile(join(dir, 'bin/npx'), NPX);
  await chmod(join(dir, 'bin/npx'), 0o755);
});
afterAll(() => rm(dir, { recursive: true, force: true }));
beforeEach(async () => {
  github = await startFakeGithub();
  github.pullRequests.push({
    number: 1,
    head: 'ada:solve it/now',
    sha: SHA,
    files: ['katas/03-primes-sieve/src/index.ts'],
  });
});
afterEach(async () => github[Symbol.asyncDispose]());

/** Walks the job for an artifact that holds `text`, uploaded by a run of `ada`. */
async function report(text: string, headRepository: object | null = { owner: { login: 'ada' } }): Promise<Walked[]> {
  const event = {
    workflow_run: {
      id: Number(RUN_ID),
      event: 'pull_request',
      head_sha: SHA,
      head_branch: 'solve it/now',
      head_repository: headRepository,
    },
  };
  await writeFile(join(dir, 'event.json'), JSON.stringify(event));
  await writeFile(join(dir, 'artifact.json'), text);
  return walkJob(workflow.jobs['comment']!, {
    actions: {
      'actions/checkout': (inputs) => {
        expect(inputs).toMatchObject({ path: 'trusted', ref: 'main', repository: REPOSITORY });
      },
      'actions/download-artifact': async ({ path, name, 'run-id': id, 'github-token': token }) => {
        expect([name, id, token]).toEqual(['paralelo-result', RUN_ID, TOKEN]);
        await mkdir(path!, { recursive: true });
        await copyFile(join(dir, 'artifact.json'), join(path!, 'result.json'));
      },
    },
    context: {
      'github.token': TOKEN,
      'github.repository': REPOSITORY,
      'github.event.repository.default_branch': 'main',
      'github.event.workflow_run.id': RUN_ID,
      'runner.temp': join(dir, 'temp'),
    },
    env: {
      PATH: `${join(dir, 'bin')}:/usr/bin:/bin`,
      NODE: process.execPath,
      GRADER: join(WORKSPACE, 'grader/bin/grader.mjs'),
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_EVENT_PATH: join(dir, 'event.json'),
      RUNNER_TEMP: join(dir, 'temp'),
      LANG: 'C',
    },
    placeOf: (place) => {
      expect(place).toBe('trusted');
      return WORKSPACE;
    },
  });
}

const last = (walked: readonly Walked[]) => walked.at(-1)!;

describe('report.yml', () => {
  it('writes one comment, and writes it anew when there is another result', async () => {
    const first = await report(renderJson(failed));
    expect(first.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(last(first).output).toContain('Comment created');
    expect(github.comments.map(({ body }) => body)).toEqual([renderMarkdown(failed, { lang: 'en' })]);

    expect(last(await report(renderJson(passed))).output).toContain('Comment updated');
    expect(github.comments.map(({ body }) => body)).toEqual([renderMarkdown(passed, { lang: 'en' })]);

    expect(last(await report(renderJson(passed))).output).toContain('Comment left as it is');
    expect(github.requests.filter((line) => !line.startsWith('GET'))).toEqual([
      'POST /issues/1/comments',
      'PATCH /issues/comments/1',
    ]);
  });

  it('finds its comment behind a hundred others, and takes none of a person for its own', async () => {
    const person = { login: 'ada', type: 'User' } as const;
    for (let id = 1; id <= 150; id += 1) github.comments.push({ id, body: `${COMMENT_MARKER} 100/100`, user: person });
    github.comments.push({ id: 151, body: `Quoted: ${COMMENT_MARKER}`, user: { login: 'other[bot]', type: 'Bot' } });
    github.comments.push({ id: 152, body: 'written by somebody whose account is gone', user: null });
    await report(renderJson(failed));
    await report(renderJson(passed));
    expect(github.comments).toHaveLength(153);
    expect(github.comments.at(-1)!.body).toBe(renderMarkdown(passed, { lang: 'en' }));
    expect(github.comments[0]!.body).toBe(`${COMMENT_MARKER} 100/100`);
  });

  it('warns where the change has too many files to see what it edits', async () => {
    const files = Array.from({ length: 3000 }, (_, i) => `+/${i}.txt`);
    github.pullRequests[0] = { ...github.pullRequests[0]!, files };
    await report(renderJson(failed));
    expect(github.comments[0]?.body).toMatch(/^<!-- paralelo:report -->\n\n.*too many files to see them all/);
  });

  it('warns where the change edits what grades it', async () => {
    const [pullRequest] = github.pullRequests.splice(0);
    const many = Array.from({ length: 120 }, (_, i) => `notes/${i}.md`);
    github.pullRequests.push({ ...pullRequest!, files: [...many, '.github/workflows/grade.yml'] });
    await report(renderJson(passed));
    const { body } = github.comments[0]!;
    expect(body.startsWith(`${COMMENT_MARKER}\n\n<p>This change edits .github/workflows/grade.yml`)).toBe(true);
    expect(body).toContain('### ✓ 100/100 points');
  });
});

describe('nothing is written', () => {
  const huge = `${'x'.repeat(49 * 1024 * 1024)}`;

  it.each([
    ['a total that its katas do not have', JSON.stringify({ ...failed, points: 100 }), /does not add up/],
    ['a key that no result has', JSON.stringify({ ...passed, html: '<script>' }), /not valid as a whole/],
    ['what is not JSON', 'GITHUB_TOKEN', /not JSON/],
    ['more bytes than a result has', huge, /more than 50331648 bytes/],
  ])('of %s', async (_, text, message) => {
    const { step, code, output } = last(await report(text));
    expect([step, code]).toEqual(['Comment', 2]);
    expect(output).toMatch(message);
    expect(output).not.toContain(TOKEN);
    expect(github.requests).toEqual([]);
  });

  it.each([
    [
      'under a pull request that has a newer commit',
      () => Object.assign(github.pullRequests[0]!, { sha: 'b'.repeat(40) }),
      undefined,
    ],
    ['under a pull request that is closed', () => github.pullRequests.pop(), undefined],
    ['for a fork that is gone', () => {}, null],
  ] as const)('%s, and that is no failure', async (_, change, headRepository) => {
    change();
    const { code, output } = last(await report(renderJson(passed), headRepository));
    expect(output).toContain('nothing to comment on');
    expect(code).toBe(0);
    expect(github.comments).toEqual([]);
  });

  it('with a token that may only read, and the answer says which permission is missing', async () => {
    github.isReadOnly = true;
    const { code, output } = last(await report(renderJson(passed)));
    expect(output).toContain(
      'GitHub answered 403 (Resource not accessible by integration). The job needs `permissions: pull-requests: write`.',
    );
    expect(code).toBe(2);
  });
});
