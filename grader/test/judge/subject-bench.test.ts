import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SubjectBench } from '../../src/judge/subject-bench.ts';
import { readKata } from '../../src/kata/find-katas.ts';
import { stageSubmission } from '../../src/kata/stage.ts';
import { CapacityGauge } from '../../src/measure/capacity.ts';
import type { RunSample } from '../../src/measure/samples.ts';
import { renderHtml } from '../../src/report/html/render-html.ts';
import { parseResult } from '../../src/report/json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { kataResult, resultOf } from '../report/support/sample-results.ts';
import { leftovers, levels } from '../sandbox/sandbox-harness.ts';

const kata = await readKata(join(import.meta.dirname, '../fixtures'), '97-scratch');
const { speedup } = await import(pathToFileURL(join(kata.dir, 'spec/speedup.ts')).href);
const [isolation] = levels;

let folder = '';
let gauge: CapacityGauge;
// As a judge does: its subject may be another user.
const umask = process.umask(0);
beforeAll(async () => {
  gauge = await CapacityGauge.start(2);
  folder = mkdtempSync(join(tmpdir(), 'bench-'));
  cpSync(join(kata.dir, 'solution'), join(folder, 'honest'), { recursive: true });
});
afterAll(async () => {
  await gauge[Symbol.asyncDispose]();
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
  return await (await benchOf(name)).round(7, 1);
}

async function benchOf(submission: string, baseline = 'honest'): Promise<SubjectBench> {
  const { limits, network, scratch, exports } = kata;
  const options = async (dir: string) => ({
    isolation: isolation!,
    stage: await stageSubmission(kata, join(folder, dir), folder),
    limits,
    network,
    scratch,
  });
  return new SubjectBench({
    workload: speedup,
    exports,
    baseline: await options(baseline),
    submission: await options(submission),
    workers: 2,
    gauge,
  });
}

/** A submission that burns 300 ms of CPU time on each of two workers, and writes the answer; `how` starts them. */
const onWorkers = (how: string) => `
import fs from 'node:fs';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
const source = 'const cpu = () => process.threadCpuUsage().user + process.threadCpuUsage().system; const end = cpu() + 3e5; while (cpu() < end); require("node:worker_threads").parentPort.postMessage("burnt"); ';
const burn = () => once(new Worker(source, { eval: true }), 'exit');
const stay = () => once(new Worker(source + 'setInterval(() => {}, 1e6);', { eval: true }), 'message');
export async function shout(folder: string) {
  ${how}
  fs.writeFileSync(folder + '/out/text', fs.readFileSync(folder + '/in/text', 'utf8').toUpperCase());
  return folder + '/out/text';
}`;

// Elsewhere no one tells how long a thread ran.
describe.runIf(process.platform === 'linux')('the trace of a round', () => {
  const workersOf = ({ trace }: RunSample) => trace!.threads.filter(({ kind }) => kind === 'worker');

  it('shows two workers side by side, and is of the run on many workers only', async () => {
    const { baseline, one, many } = await round(onWorkers('await Promise.all([stay(), stay()]);'));
    expect([baseline.trace, one.trace, many.wrong]).toEqual([undefined, undefined, undefined]);
    const { threads, cpuMs, wallMs } = many.trace!;
    expect(threads[0]!.kind).toBe('main');
    const [first, second, ...more] = workersOf(many);
    expect(more).toEqual([]);
    // 300 ms each, read in ticks of the kernel.
    for (const worker of [first!, second!]) expect(worker.busyMs).toBeGreaterThan(280);
    expect(first!.busyMs + second!.busyMs).toBeLessThanOrEqual(cpuMs + 20);
    expect(second!.spans[0]!.fromMs).toBeLessThan(first!.spans.at(-1)!.toMs);
    // It is a part of a result, and both faces draw it.
    const traced = { ...kataResult(), speedup: { ...kataResult().speedup!, trace: { seed: 7, ...many.trace! } } };
    const result = parseResult(JSON.stringify(resultOf([traced])));
    const markdown = renderMarkdown(result, { lang: 'en' });
    expect(markdown).toMatch(/ {2}section worker 1\n {4}.* :(active|done|crit), \d+, \d+ms\n/);
    expect(markdown).toContain(`${Math.round(wallMs)} ms :done, 0, ${Math.round(wallMs)}ms`);
    expect(renderHtml(result, { lang: 'es' })).toContain('worker 2: ocupado');
  });

  it('shows a relay of workers as one after the other', async () => {
    const { many } = await round(onWorkers('await burn(); await burn();'));
    const [first, second] = workersOf(many);
    expect(second!.spans[0]!.fromMs).toBeGreaterThanOrEqual(first!.spans.at(-1)!.toMs);
  });
});

describe('a submission that throws while it is measured', () => {
  it('has failed, in its own words and with the line, and no fault of the grader has happened', async () => {
    const failed = round('export async function shout() {\n  throw new RangeError("too many for me");\n}\n');
    await expect(failed).rejects.toMatchObject({
      name: 'SubjectFailure',
      kind: 'crash',
      message:
        'It threw RangeError: too many for me\n  at src/index.ts:2:9\nThat was with workers: 1 and the input that is measured, which the README of the kata describes.',
    });
    expect(leftovers()).toEqual([]);
  });
});

describe('copies of the sequential program', () => {
  it('run at once, each on a folder of its own, and none is left', async () => {
    const bench = await benchOf('honest');
    const times = await bench.sequential(7, 3);
    expect(times).toHaveLength(3);
    for (const ms of times) expect(ms).toBeGreaterThan(0);
    expect(leftovers()).toEqual([]);
  });

  it('leave none where one of them fails, which is a fault of the grader', async () => {
    mkdirSync(join(folder, 'broken'), { recursive: true });
    writeFileSync(
      join(folder, 'broken', 'index.ts'),
      'export async function shout() { throw new Error("not today"); }\n',
    );
    const bench = await benchOf('honest', 'broken');
    const own = {
      name: 'Error',
      message: expect.stringMatching(/^The grader's own sequential program failed: .*not today/),
    };
    await expect(bench.sequential(7, 2)).rejects.toMatchObject(own);
    await expect(bench.round(7, 0)).rejects.toMatchObject(own);
    expect(leftovers()).toEqual([]);
  });
});

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
