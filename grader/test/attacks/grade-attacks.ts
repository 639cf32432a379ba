import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gradeUnits } from '../../src/grading/grade-units.ts';
import type { Unit, UnitEvidence } from '../../src/grading/unit.ts';
import { readKata } from '../../src/kata/find-katas.ts';
import type { Kata } from '../../src/kata/kata-schema.ts';
import type { FailureKind } from '../../src/report/result.ts';
import type { IsolationLevel } from '../../src/sandbox/isolation.ts';
import type { Attack } from './attack-table.ts';

const HERE = import.meta.dirname;
const FIXTURES = join(HERE, '../fixtures');

/** What every attack is aimed at. */
export const target: Kata = await readKata(FIXTURES, '99-target');

/** Puts an attack where a student's `src` would be, below `parent`. */
export function handIn(attack: Pick<Attack, 'name' | 'file'>, parent: string, outside: object): Unit {
  const srcDir = join(parent, attack.name.replace('/', '-'));
  const folder = attack.file.endsWith('/index.ts') ? dirname(attack.file) : attack.file;
  mkdirSync(srcDir, { recursive: true });
  cpSync(join(HERE, folder), join(srcDir, folder), { recursive: true });
  cpSync(join(target.dir, 'solution/index.ts'), join(srcDir, 'honest.ts'));
  for (const shared of ['frames.ts', 'walls.ts']) cpSync(join(HERE, shared), join(srcDir, shared));
  const constants = Object.entries(outside).map(
    ([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`,
  );
  writeFileSync(join(srcDir, 'outside.ts'), constants.join(''));
  writeFileSync(join(srcDir, 'index.ts'), `export * from './${attack.file}';\n`);
  return { kata: target, label: attack.name, srcDir, phases: 'spec' };
}

/** Grades in one go, so that attacks run beside each other as submissions of a cohort do. */
export function gradeAll(units: readonly Unit[], level: IsolationLevel, signal: AbortSignal): Promise<UnitEvidence[]> {
  return gradeUnits(units, { level, seed: 7, signal });
}

/** The evidence of a graded attack in the words of its label. */
export function verdictOf({ spec, problem, fault }: UnitEvidence): {
  readonly passed: number;
  readonly kinds: readonly FailureKind[];
  readonly faults: readonly string[];
  readonly said: string;
} {
  const checks = spec?.checks ?? [];
  const failed = checks.filter((check) => !check.passed);
  return {
    passed: checks.length - failed.length,
    kinds: [...new Set([...failed.map(({ kind }) => kind), problem?.kind].filter((kind) => kind !== undefined))],
    faults: [...(fault === undefined ? [] : [fault]), ...(spec?.faults ?? [])],
    said: [...failed.map(({ name, kind, message }) => `${name}: ${kind}: ${message}`), problem?.message]
      .filter((line) => line !== undefined)
      .join('\n')
      .slice(0, 4000),
  };
}
