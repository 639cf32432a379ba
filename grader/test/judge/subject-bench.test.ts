import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SubjectBench } from '../../src/judge/subject-bench.ts';
import { readKata } from '../../src/kata/find-katas.ts';
import { stageSubmission } from '../../src/kata/stage.ts';
import { CapacityGauge } from '../../src/measure/capacity.ts';
import { leftovers, levels } from '../sandbox/sandbox-harness.ts';

const kata = await readKata(join(import.meta.dirname, '../fixtures'), '97-scratch');
const { speedup } = await import(pathToFileURL(join(kata.dir, 'spec/speedup.ts')).href);
const [isolation] = levels;

let folder = '';
// As a judge does: its subject may be another user.
const umask = process.umask(0);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-'));
  cpSync(join(kata.dir, 'solution'), join(folder, 'honest'), { recursive: true });
});
afterAll(() => {
  process.umask(umask);
  rmSync(folder, { recursive: true, force: true });
});

/** One round of `code` against the honest program. */
async function round(code?: string) {
  const name = code === undefined ? 'honest' : 'other';
  if (code !== undefined) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'index.ts'), code);
  }
  const { limits, network, scratch, exports } = kata;
  const options = async (dir: string) => ({
    isolation: isolation!,
    stage: await stageSubmission(kata, join(folder, dir), folder),
    limits,
    network,
    scratch,
  });
  await using gauge = await CapacityGauge.start(2);
  const bench = new SubjectBench({
    workload: speedup,
    exports,
    baseline: await options('honest'),
    submission: await options(name),
    workers: 2,
    gauge,
  });
  return await bench.round(7, 1);
}

describe('a round with a scratch folder', () => {
  it('prepares a folder for each of its three runs, and inspects what they left', async () => {
    const { baseline, one, many } = await round();
    expect([baseline.wrong, one.wrong, many.wrong]).toEqual([undefined, undefined, undefined]);
    expect(leftovers()).toEqual([]);
  });

  it('finds a wrong file behind a fine answer', async () => {
    const { baseline, one, many } = await round(
      `import fs from 'node:fs';\nexport async function shout(folder: string) { fs.writeFileSync(folder + '/out/text', 'no'); return folder + '/out/text'; }\n`,
    );
    expect(baseline.wrong).toBeUndefined();
    expect([one.wrong, many.wrong]).toEqual(Array(2).fill('wrote no, expected TEXT 7'));
  });

  it('takes a file that cannot be read for a wrong answer, not for a fault of its own', async () => {
    const { one, many } = await round(
      `import fs from 'node:fs';\nexport async function shout(folder: string) { fs.mkdirSync(folder + '/out/text'); return folder; }\n`,
    );
    for (const { wrong } of [one, many]) expect(wrong).toContain('is no regular file');
    expect(leftovers()).toEqual([]);
  });
});
