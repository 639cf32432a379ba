import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CadenceBench } from '../../src/judge/cadence-bench.ts';
import { readKata } from '../../src/kata/find-katas.ts';
import { stageSubmission } from '../../src/kata/stage.ts';
import { mostKeptShares } from '../../src/measure/cadence-estimate.ts';
import { type CadenceRound, samplesDue } from '../../src/measure/cadence-round.ts';
import { findCadenceCheat } from '../../src/verdict/cadence-integrity.ts';
import { leftovers, levels } from '../sandbox/sandbox-harness.ts';

const kata = await readKata(join(import.meta.dirname, '../fixtures'), '95-cadence');
const { speedup } = await import(pathToFileURL(join(kata.dir, 'spec/speedup.ts')).href);
const HONEST = readFileSync(join(kata.dir, 'solution/index.ts'), 'utf8');
const [isolation] = levels;

let folder = '';
// As a judge does: its subject may be another user.
const umask = process.umask(0);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cadence-'));
});
afterAll(() => {
  process.umask(umask);
  rmSync(folder, { recursive: true, force: true });
});

async function round(code: string): Promise<CadenceRound> {
  const dir = mkdtempSync(join(folder, 'src-'));
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'index.ts'), code);
  const { limits, network, scratch, exports } = kata;
  const stage = await stageSubmission(kata, dir, folder);
  const submission = { isolation: isolation!, stage, limits, network, scratch };
  return await new CadenceBench({ workload: speedup, exports, submission, cores: 2 }).round(7);
}

/** The honest program with one thing changed. */
function changed(from: string, to: string): string {
  expect(HONEST, 'what a test replaces must be there').toContain(from);
  return HONEST.replace(from, to);
}

const ON_THE_LOOP = `
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
export async function tell({ everyMs, file, onNumber, signal }) {
  const timer = setInterval(() => sample(), everyMs);
  const sample = () => onNumber({ atMs: Date.now(), number: Number(readFileSync(file, 'utf8')) });
  await once(signal, 'abort');
  clearInterval(timer);
}
`;

describe('a round of sampling', () => {
  it('counts the samples of a thread while the event loop stands still', async () => {
    const seen = await round(HONEST);
    const most = samplesDue(seen);
    expect(most).toBeGreaterThanOrEqual(40);
    expect(seen.kept, `samples kept, of ${most}`).toBeGreaterThan(5);
    expect(mostKeptShares([seen])[0], 'share kept, but for waits for a core').toBeGreaterThan(0.5);
    expect(seen.untrue, 'samples that the judge contradicts').toBeLessThanOrEqual(3);
    expect(seen.blocked.loopWakeUps, 'times that the blocked loop was given a core').toBeLessThanOrEqual(3);
    expect(findCadenceCheat([seen])).toBeUndefined();
    expect(seen.run.wrong).toBeUndefined();
    expect(leftovers()).toEqual([]);
  });

  it('counts next to none of a timer on the event loop', async () => {
    const seen = await round(ON_THE_LOOP);
    expect(seen.kept, 'samples kept').toBeLessThanOrEqual(2);
    expect(findCadenceCheat([seen])).toBeUndefined();
  });

  it('sees that samples were invented: nobody was awake to take them', async () => {
    const filled = ON_THE_LOOP.replace(
      'const sample =',
      'let last = Date.now();\n  const sample = () => { for (const now = Date.now(); (last += everyMs) <= now; ) onNumber({ atMs: last, number: 1 }); last -= everyMs; };\n  const unused =',
    );
    const seen = await round(filled);
    expect(seen.claimed, 'samples of the time of the block').toBeGreaterThan(20);
    expect(findCadenceCheat([seen])?.cheat).toBe('invented');
  });

  it('sees that values were not read when they are said to be', async () => {
    const seen = await round(changed("Number(fs.readFileSync(workerData.file, 'utf8'))", '1'));
    expect(findCadenceCheat([seen])?.cheat).toBe('untrue');
  });

  it('sees that a thread waits in a loop', async () => {
    const busy = changed(
      'setInterval(() => {',
      'for (let last = 0; ; ) {\n    if (performance.now() < last + workerData.everyMs) continue;\n    last = performance.now();',
    );
    const seen = await round(busy.replace('}, workerData.everyMs);', '}'));
    // What it waits for a core here, it would run on an idle machine.
    const { cpuMs, waitedMs } = seen.blocked;
    const alone = { ...seen, blocked: { ...seen.blocked, cpuMs: cpuMs + waitedMs, waitedMs: 0 } };
    expect(findCadenceCheat([alone])?.cheat).toBe('busy-wait');
  });

  it('sees that a thread goes on after the answer', async () => {
    const seen = await round(changed('await reading.terminate();', 'reading.unref();'));
    expect(seen.wakeUpsAfter, 'wake-ups in the quiet moment').toBeGreaterThan(5);
  });

  it('takes a run that ends by itself for a wrong answer', async () => {
    const seen = await round('export async function tell() {}');
    expect(seen.run.wrong).toBe('it ended by itself');
  });

  it('is not misled by samples of any other kind', async () => {
    const odd = ON_THE_LOOP.replace(
      'const sample =',
      "const odd = [null, 'text', NaN, -Infinity, 1n, [], {}];\n  const sample = () => { for (const atMs of odd) for (const number of odd) onNumber({ atMs, number }); real(); };\n  const real =",
    );
    const seen = await round(odd);
    expect(seen.kept, 'samples kept').toBeLessThanOrEqual(2);
    expect(seen.claimed, 'samples of the time of the block').toBeLessThanOrEqual(2);
  });
});
