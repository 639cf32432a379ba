import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HttpServer, type IoSpeedupWorkload, readPlain, startHttpServer } from '@paralelo/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IoBench } from '../../src/judge/io-bench.ts';
import { readKata } from '../../src/kata/find-katas.ts';
import { stageSubmission } from '../../src/kata/stage.ts';
import { leftovers, levels } from '../sandbox/sandbox-harness.ts';

const kata = await readKata(join(import.meta.dirname, '../fixtures'), '97-scratch');
const [isolation] = levels;

interface Kata {
  shout(folder: string): Promise<string>;
}

/** Writes a text, has it shouted into a file, and looks at that file. */
const workload: IoSpeedupWorkload<Kata, string, HttpServer> = {
  items: 1,
  latencyMs: 1,
  makeInput: (seed) => `text ${seed}`,
  serve: () => startHttpServer({}),
  async run({ shout }, text, { folder }) {
    for (const name of ['in', 'out']) await mkdir(join(folder!, name));
    await writeFile(join(folder!, 'in', 'text'), text);
    return shout(folder!);
  },
  inspect: async (_answer, _text, folder) => (await readPlain(join(folder, 'out', 'text'), 1000)).toString(),
  check: (answer, text) =>
    answer === text.toUpperCase() ? undefined : `wrote ${String(answer)}, expected ${text.toUpperCase()}`,
};

let folder = '';
// As a judge does: its subject may be another user.
const umask = process.umask(0);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-'));
});
afterAll(() => {
  process.umask(umask);
  rmSync(folder, { recursive: true, force: true });
});

/** One round of `code`, or of the honest program. */
async function round(code?: string) {
  const dir = mkdtempSync(join(folder, 'submission-'));
  if (code === undefined) cpSync(join(kata.dir, 'solution'), dir, { recursive: true });
  else writeFileSync(join(dir, 'index.ts'), code);
  const { limits, network, scratch, exports } = kata;
  const stages = join(folder, 'stages');
  mkdirSync(stages, { recursive: true });
  const stage = await stageSubmission(kata, dir, stages);
  const submission = { isolation: isolation!, stage, limits, network, scratch };
  const bench = new IoBench({ workload: workload as never, exports, submission, workers: 2, cores: 2 });
  return await bench.round(7);
}

/** A program that does this with `output`, where a file is asked for. */
const program = (body: string) =>
  `import fs from 'node:fs';\nexport async function shout(folder: string) { const output = folder + '/out/text'; ${body}; return output; }\n`;

describe('a round of I/O-bound work with a scratch folder', () => {
  it('lends a folder to the run, looks at what it left, and removes it', async () => {
    const { run, seed } = await round();
    expect([run.wrong, seed]).toEqual([undefined, 7]);
    expect(leftovers()).toEqual([]);
  });

  it('takes what the program throws for its failure, not for a fault of its own', async () => {
    const failed = round(program(`throw new RangeError('too many for me')`));
    await expect(failed).rejects.toMatchObject({ name: 'SubjectFailure', kind: 'crash' });
    await expect(failed).rejects.toThrow('It threw RangeError: too many for me');
    expect(leftovers()).toEqual([]);
  });

  it('finds a wrong file behind a fine answer', async () => {
    const { run } = await round(program(`fs.writeFileSync(output, 'no')`));
    expect(run.wrong).toBe('wrote no, expected TEXT 7');
  });

  it('takes a file that cannot be read for a wrong answer, not for a fault of its own', async () => {
    const { run } = await round(program(`fs.mkdirSync(output)`));
    expect(run.wrong).toContain('is no regular file');
    expect(leftovers()).toEqual([]);
  });
});
