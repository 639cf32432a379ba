import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gradeUnits } from '../../src/grading/grade-units.ts';
import { readKata } from '../../src/kata/find-katas.ts';
import { levels } from '../sandbox/sandbox-harness.ts';

const kata = await readKata(join(import.meta.dirname, '../fixtures'), '00-crossing');

describe.each(levels)('between judge and subject at level $level', ({ level }) => {
  it('values, callbacks, signals, errors, instances and iterables cross as they do within one process', async () => {
    const unit = { kata, label: 'x', srcDir: join(kata.dir, 'src'), phases: 'spec' } as const;
    const [evidence] = await gradeUnits([unit], { level, seed: 1, signal: AbortSignal.timeout(50_000) });
    expect(evidence).toMatchObject({ spec: { faults: [] } });
    const failed = evidence!.spec!.checks.flatMap(({ name, passed, message }) => (passed ? [] : `${name}: ${message}`));
    expect(failed).toEqual([]);
  });
});
