import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Circumstances, kataResult } from '../../src/grading/kata-result.ts';
import { summarize } from '../../src/grading/summary.ts';
import type { Phases, UnitEvidence } from '../../src/grading/unit.ts';
import { readKata } from '../../src/kata/find-katas.ts';
import { type Result, ResultSchema, type SpeedupReport } from '../../src/report/result.ts';

const kata = await readKata(join(import.meta.dirname, '../fixtures'), '00-crossing');
const student: Circumstances = { source: { kind: 'student' }, seed: 7, flags: [] };

/** A run in which the first `passing` of the kata's checks passed. */
function evidence(passing: number, more: Partial<UnitEvidence> = {}, phases: Phases = 'both'): UnitEvidence {
  const checks = Array.from({ length: kata.checks }, (_, i) => ({
    rule: 'r',
    name: `${i}`,
    passed: i < passing,
    durationMs: 100,
  }));
  return {
    unit: { kata, label: 'x', srcDir: kata.dir, phases },
    spec: { checks, faults: [], wallMs: 2000, loadMs: 300, callMs: 400 },
    measureMs: 5000,
    totalMs: 8000,
    ...more,
  };
}

const speedup = (more: Partial<SpeedupReport>): SpeedupReport => ({
  status: 'passed',
  message: 'fast',
  workers: 2,
  threshold: 0.75,
  rounds: [],
  points: 40,
  maxPoints: 40,
  ...more,
});

describe('points', () => {
  it.each([
    [
      'everything passed',
      evidence(kata.checks, { speedup: speedup({}) }),
      { status: 'passed', points: 100, maxPoints: 100, undecidedPoints: 0 },
    ],
    [
      'checks failed: nothing is measured',
      evidence(6),
      { status: 'failed', points: 25.71, maxPoints: 100, undecidedPoints: 0 },
    ],
    [
      'too slow: partial points stay',
      evidence(kata.checks, { speedup: speedup({ status: 'failed', points: 15 }) }),
      { status: 'failed', points: 75, maxPoints: 100 },
    ],
    [
      'inconclusive is never zero',
      evidence(kata.checks, { speedup: speedup({ status: 'inconclusive', points: null }) }),
      { status: 'inconclusive', points: 60, maxPoints: 60, undecidedPoints: 40 },
    ],
    ['the checks alone', evidence(kata.checks, {}, 'spec'), { status: 'passed', points: 60, maxPoints: 60 }],
    [
      'the speedup alone',
      { ...evidence(0, { speedup: speedup({}) }, 'speedup'), spec: undefined as never },
      { points: 40, maxPoints: 40 },
    ],
    [
      'it does not load',
      { ...evidence(0, { problem: { kind: 'load', message: 'no' } }), spec: undefined as never },
      { status: 'failed', points: 0, maxPoints: 100 },
    ],
  ] as const)('%s', (_name, given, expected) => {
    expect(kataResult(given, student)).toMatchObject(expected);
  });

  it('a fault of the judge is an error, and no points are won or lost by the checks', () => {
    const result = kataResult(evidence(kata.checks, { fault: 'the judge died' }), student);
    expect(result).toMatchObject({ status: 'error', points: 0 });
    expect(result.problem).toMatchObject({ kind: 'fault', message: 'The grader itself failed: the judge died' });
  });
});

describe('a student who is not done', () => {
  it('is told what to do next, a reference is not', () => {
    expect(kataResult(evidence(3), student).nextStep).toContain('katas/00-crossing/src/index.ts');
    expect(kataResult(evidence(3), { ...student, source: { kind: 'reference' } }).nextStep).toBeUndefined();
    expect(kataResult(evidence(kata.checks, { speedup: speedup({}) }), student).nextStep).toBeUndefined();
  });

  it('is not sent back to the checks where all of them pass', () => {
    const slow = evidence(kata.checks, { speedup: speedup({ status: 'failed', points: 0 }) });
    expect(kataResult(slow, student).nextStep).toMatch(
      /^Every check passes; .*`katas\/00-crossing\/README.md` has hints/,
    );
    const wrongToo = evidence(kata.checks - 1, { speedup: speedup({ status: 'failed', points: 0 }) });
    expect(kataResult(wrongToo, student).nextStep).toMatch(/^Edit `katas\/00-crossing\/src\/index.ts`/);
  });
});

describe('the line that repeats it', () => {
  it.each([
    [student, 'npx --yes pnpm@12 grade 00-crossing --seed 7'],
    [
      { ...student, source: { kind: 'reference' }, flags: ['--only spec'] },
      'npx --yes pnpm@12 grade 00-crossing --reference --only spec --seed 7',
    ],
    [
      { ...student, source: { kind: 'folder', dir: "it's here" } },
      `npx --yes pnpm@12 grade 00-crossing --submission 'it'\\''s here' --seed 7`,
    ],
  ] as const)('row %#', (circumstances, line) => {
    expect(kataResult(evidence(kata.checks), circumstances).reproduce).toBe(line);
  });
});

it('time is split without a rest', () => {
  const { timing } = kataResult(evidence(kata.checks, { speedup: speedup({}) }), student);
  expect(timing).toEqual({ totalMs: 8000, loadMs: 300, callMs: 400, specMs: 700, measureMs: 5000, overheadMs: 1600 });
});

describe('a whole result', () => {
  const frame: Omit<Result, 'version' | 'status' | 'katas' | 'points' | 'maxPoints' | 'undecidedPoints'> = {
    subject: 'katas/*/src',
    startedAt: '2026-11-21T20:00:00.000Z',
    seed: 7,
    isolation: { level: 'full', description: 'full', shortfall: [] },
    machine: { cores: 2, node: 'v26', platform: 'linux x64', cpu: 'x' },
    interrupted: false,
  };

  it('sums its katas and takes the worst of their states', () => {
    const katas = [
      kataResult(evidence(kata.checks, { speedup: speedup({}) }), student),
      kataResult(evidence(0), student),
    ];
    const result = summarize(frame, katas);
    expect(result).toMatchObject({ status: 'failed', points: 100, maxPoints: 200 });
    expect(ResultSchema.parse(result)).toEqual(result);
  });

  it('of nothing is no success', () => {
    expect(summarize({ ...frame, interrupted: true }, []).status).toBe('error');
  });
});
