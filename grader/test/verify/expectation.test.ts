import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { UnitEvidence } from '../../src/grading/unit.ts';
import { readKata } from '../../src/kata/find-katas.ts';
import type { SpeedupReport } from '../../src/report/result.ts';
import { expectLabel, expectReference, expectStub, needsMeasuring } from '../../src/verify/expectation.ts';
import { parseLabel } from '../../src/verify/label.ts';

const kata = await readKata(join(import.meta.dirname, '../fixtures'), '00-crossing');
const unit = { kata, label: 'x', srcDir: kata.dir, phases: 'both' } as const;

/** Evidence of a run in which the checks of `failing` rules failed, one check per rule. */
function evidence(
  failing: readonly string[],
  speedup?: Partial<SpeedupReport>,
  more: Partial<UnitEvidence> = {},
): UnitEvidence {
  const rules = ['borders', 'order', 'abort'];
  const checks = rules.map((rule) => ({ rule, name: 'holds', passed: !failing.includes(rule), durationMs: 1 }));
  return {
    unit,
    spec: { checks, faults: [], wallMs: 1, loadMs: 0, callMs: 0 },
    ...(speedup && { speedup: report(speedup) }),
    measureMs: 0,
    totalMs: 1,
    ...more,
  };
}

function report(more: Partial<SpeedupReport>): SpeedupReport {
  const interval = (median: number) => ({ median, low: median - 0.05, high: median + 0.05 });
  return {
    status: 'passed',
    message: 'said',
    workers: 2,
    threshold: 0.75,
    speedup: interval(1.8),
    efficiency: interval(0.9),
    rounds: [],
    points: 40,
    maxPoints: 40,
    ...more,
  };
}

const slow = { status: 'failed', kind: 'slow' } as const;
const caught = { status: 'failed', kind: 'integrity' } as const;
const wrong = { status: 'failed', kind: 'assertion' } as const;
const open = { status: 'inconclusive' } as const;
const at = (median: number, high: number) => ({ efficiency: { median, low: median - 0.1, high } });

describe('the stub', () => {
  it.each([
    ['fails every check', evidence(['borders', 'order', 'abort']), 'proven'],
    ['passes one', evidence(['borders', 'order']), 'refuted'],
    ['does not load', evidence([], undefined, { problem: { kind: 'load', message: 'no' } }), 'refuted'],
  ] as const)('that %s', (_name, given, is) => {
    expect(expectStub(given).is).toBe(is);
  });
});

describe('the reference', () => {
  it.each([
    ['passes with a margin', evidence([], {}), 'proven'],
    ['passes barely', evidence([], at(0.78, 0.8)), 'refuted'],
    ['passes, with a margin that a busy machine blurs', evidence([], at(0.8, 0.9)), 'doubt'],
    ['passes barely, strangers or not', evidence([], { ...at(0.78, 0.8), mostEfficiency: 0.8 }), 'refuted'],
    ['passes barely, as strangers may have it', evidence([], { ...at(0.78, 0.8), mostEfficiency: 0.9 }), 'doubt'],
    ['fails a check', evidence(['order']), 'refuted'],
    ['is too slow', evidence([], slow), 'refuted'],
    ['could not be measured', evidence([], open), 'doubt'],
    ['was not measured', evidence([]), 'refuted'],
    ['came too late to be measured', evidence([], undefined, { isOutOfTime: true }), 'doubt'],
    ['fails a check and came too late', evidence(['order'], undefined, { isOutOfTime: true }), 'refuted'],
    ['met a fault of ours', evidence([], {}, { fault: 'judge died' }), 'refuted'],
  ] as const)('that %s', (_name, given, is) => {
    expect(expectReference(given).is).toBe(is);
  });
});

describe('a labelled submission', () => {
  it.each([
    ['// accepted | - | x', evidence([], {}), 'proven'],
    ['// accepted | - | x', evidence(['order']), 'refuted'],
    ['// wrong | order | x', evidence(['order']), 'proven'],
    ['// wrong | order | x', evidence(['order', 'abort']), 'refuted'],
    ['// wrong | order | x', evidence([]), 'refuted'],
    ['// slow | speedup | x', evidence([], slow), 'proven'],
    ['// slow | speedup | x', evidence([], {}), 'refuted'],
    ['// slow | speedup | x', evidence([], open), 'doubt'],
    ['// slow | speedup | x', evidence(['order']), 'refuted'],
    ['// slow | speedup | x', evidence([]), 'refuted'],
    ['// slow | speedup | x', evidence([], undefined, { isOutOfTime: true }), 'doubt'],
    ['// cheating | integrity | x', evidence([], caught), 'proven'],
    ['// cheating | integrity | x', evidence([], wrong), 'proven'],
    ['// cheating | integrity | x', evidence([], slow), 'refuted'],
    ['// cheating | speedup | x', evidence([], caught), 'refuted'],
    ['// cheating | order | x', evidence(['order']), 'proven'],
    ['// cheating | order | x', evidence([], undefined, { problem: { kind: 'crash', message: 'x' } }), 'refuted'],
  ] as const)('%s (row %#)', (line, given, is) => {
    const label = parseLabel(line, line.split(' ')[1]!);
    expect(expectLabel(label, given).is).toBe(is);
  });

  it('is not refuted by a check that was not run', () => {
    const ran = evidence(['order']);
    const notRun = { rule: 'abort', name: 'is prompt', passed: false, durationMs: 0, kind: 'not-run' } as const;
    const given = { ...ran, spec: { ...ran.spec!, checks: [...ran.spec!.checks, notRun] } };
    expect(expectLabel(parseLabel('// wrong | order | x', 'wrong'), given).is).toBe('proven');
  });

  it('is measured when its label speaks of speed', () => {
    const needs = (line: string) => needsMeasuring(parseLabel(line, line.split(' ')[1]!));
    expect(['// accepted | - | x', '// slow | speedup | x', '// cheating | integrity | x'].every(needs)).toBe(true);
    expect(needs('// wrong | order | x')).toBe(false);
  });
});
