import { describe, expect, it } from 'vitest';
import { runGrader } from './grader-process.ts';

describe('outside of a job of workflow_run', () => {
  it('says where it belongs', async () => {
    const { code, stderr } = await runGrader('comment', 'result.json');
    expect(stderr).toMatch(/Run it in a (job of GitHub Actions|workflow with "on: workflow_run")\./);
    expect(code).toBe(2);
  });

  it('says so in the language that is asked for', async () => {
    const { stderr } = await runGrader('comment', 'result.json', '--lang', 'es');
    expect(stderr).toMatch(/Ejecútalo en un (trabajo de GitHub Actions|workflow con «on: workflow_run»)\./);
  });
});
