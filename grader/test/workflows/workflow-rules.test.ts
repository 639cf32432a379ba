import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { WORKSPACE } from '../../src/commands/workspace.ts';
import { pinWorkflow, STUDENT_WORKFLOWS } from '../../src/template/workflows.ts';
import type { Job, Step, Workflow } from './workflow.ts';

const FOLDER = join(WORKSPACE, '.github/workflows');
const upstream = { repository: 'school/paralelo', ref: '0a1b2c3d4e'.repeat(4) };
const ours = readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')] as const);
/** Ours, and what a repository for students gets. */
const all: readonly (readonly [name: string, text: string])[] = [
  ...ours,
  ...ours
    .filter(([name]) => STUDENT_WORKFLOWS.some((one) => one === name))
    .map(([name, text]) => [`template ${name}`, pinWorkflow(text, upstream, ['03-primes-sieve'])] as const),
];
/** The only permission to write that a job may have, by workflow and job. */
const MAY_WRITE: Readonly<Record<string, string>> = { 'report comment': 'pull-requests' };

const jobsOf = ({ jobs }: Workflow): [name: string, job: Job][] => Object.entries(jobs);
const stepsOf = (workflow: Workflow): Step[] => jobsOf(workflow).flatMap(([, { steps = [] }]) => steps);
const writesOf = (permissions: Workflow['permissions']) =>
  Object.entries(permissions ?? {}).flatMap(([scope, access]) => (access === 'write' ? [scope] : []));

describe.each(all)('%s', (_name, text) => {
  const document = parseDocument(text, { strict: true, uniqueKeys: true });
  const workflow = document.toJS() as Workflow;

  it('is YAML without a fault', () => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
  });

  it('uses actions at a commit, with their version in a comment', () => {
    const uses = [...text.matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, value]) => value!);
    expect(uses.length).toBeGreaterThan(0);
    for (const value of uses) expect(value).toMatch(/^\.\/|^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+)*$/);
  });

  it('runs no action and no script of what is handed in', () => {
    for (const { uses = '', run = '', 'working-directory': place = '' } of stepsOf(workflow)) {
      expect(uses).not.toMatch(/^\.\/submission/);
      expect(place).not.toContain('submission');
      expect(run).not.toMatch(/\bcd\b|(bash|sh|node|source|\.) [^|&]*submission/);
    }
  });

  it('says what it may do, at the top, and that is reading', () => {
    expect(workflow.permissions).toBeTypeOf('object');
    expect(writesOf(workflow.permissions)).toEqual([]);
  });

  it('lets no job write but the one that comments', () => {
    for (const [name, { permissions }] of jobsOf(workflow)) {
      const may = MAY_WRITE[`${workflow.name} ${name}`];
      expect(writesOf(permissions)).toEqual(may === undefined ? [] : [may]);
    }
  });

  it('leaves no token on the disk', () => {
    for (const { uses, with: inputs } of stepsOf(workflow)) {
      if (uses?.startsWith('actions/checkout@')) expect(inputs).toMatchObject({ 'persist-credentials': false });
    }
  });

  it('gives no secret but the token of the job, and that to no step that installs', () => {
    expect(text).not.toMatch(/secrets\.|secrets:/);
    for (const { run = '', env = {} } of stepsOf(workflow)) {
      if (/install|pnpm@12 grade\b|\.ci\/run/.test(run)) expect(Object.values(env).join()).not.toMatch(/token/i);
    }
  });

  it('writes no expression into a script', () => {
    for (const { run = '' } of stepsOf(workflow)) expect(run).not.toMatch(/\$\{\{/);
  });

  it('is not started with the rights of the base by a pull request', () => {
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
    expect(Object.keys(workflow.on)).not.toContain('issue_comment');
  });

  it('has one run at a time of the same thing, and an end', () => {
    expect(workflow.concurrency?.group).toMatch(/\$\{\{/);
    for (const [, job] of jobsOf(workflow)) if (!job.uses) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
  });

  it('runs on a named system', () => {
    for (const [, job] of jobsOf(workflow)) if (!job.uses) expect(job['runs-on']).toBe('ubuntu-24.04');
  });
});

describe('workflows that run after another one', () => {
  const later = all.map(([name, text]) => [name, parseDocument(text).toJS() as Workflow] as const);

  it.each(later.filter(([, { on }]) => 'workflow_run' in on))(
    '%s takes nothing of the change but the result',
    (_name, workflow) => {
      for (const { uses = '', with: inputs = {}, run = '', env = {} } of stepsOf(workflow)) {
        expect(JSON.stringify([inputs, run, env])).not.toMatch(
          /head_sha|head_branch|head_repository|head_commit|pull_requests/,
        );
        if (uses.startsWith('actions/checkout@')) expect(inputs['path']).toBe('trusted');
      }
    },
  );

  it('wait for the workflow that grades, and read what it uploads', () => {
    const [grade, report, classroom] = ['grade.yml', 'report.yml', 'classroom.yml'].map(
      (file) => later.find(([name]) => name === file)![1],
    );
    expect(report!.on['workflow_run']).toEqual({ workflows: [grade!.name], types: ['completed'] });
    const artifact = (workflow: Workflow) =>
      stepsOf(workflow).find(({ uses }) => uses?.includes('-artifact@'))?.with?.['name'];
    expect(artifact(grade!)).toBe('paralelo-result');
    expect([artifact(report!), artifact(classroom!)]).toEqual([artifact(grade!), artifact(grade!)]);
  });
});

describe('grade.yml', () => {
  const workflow = parseDocument(ours.find(([name]) => name === 'grade.yml')![1]).toJS() as Workflow;
  const [trusted, handedIn] = stepsOf(workflow).filter(({ uses }) => uses?.startsWith('actions/checkout@'));

  it('grades pull requests and pushes', () => {
    expect(Object.keys(workflow.on)).toEqual(expect.arrayContaining(['push', 'pull_request']));
  });

  it('takes what it trusts from the base, and only then what is handed in, elsewhere', () => {
    expect(trusted!.with).toMatchObject({ path: 'trusted' });
    expect(trusted!.with!['ref']).toContain('pull_request.base.sha');
    expect(handedIn!.with).toMatchObject({ path: 'submission' });
  });

  it('grades at the full level of isolation', () => {
    expect(stepsOf(workflow).find(({ name }) => name === 'Grade')!.run).toContain('--require-isolation full');
  });
});

const hasActionlint = spawnSync('actionlint', ['-version']).status === 0;
describe.runIf(hasActionlint)(hasActionlint ? 'actionlint' : 'actionlint, which is not on the PATH', () => {
  it('finds nothing', () => {
    expect(execFileSync('actionlint', ['-no-color'], { cwd: WORKSPACE, encoding: 'utf8' })).toBe('');
  });
});
