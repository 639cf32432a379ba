import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UnitEvidence } from '../../src/grading/unit.ts';
import { type Attack, attacksOf } from './attack-table.ts';
import { gradeAll, handIn, verdictOf } from './grade-attacks.ts';
import { type OutsideWorld, outsideWorld } from './outside-world.ts';

const PATIENCE_MS = 120_000;

/** What must hold without namespaces too. Whoever starts a program of the host is beyond this level, and not listed. */
const STILL_HOLDS: Readonly<Record<string, readonly string[]>> = {
  'the judge is outside of the process': ['tamper/patch-matchers', 'tamper/match-anything', 'tamper/exit-in-call'],
  'a crash is no rejection': ['tamper/exit-where-refusal-is-expected', 'resources/crash-while-nobody-listens'],
  'the channel is not believed': [
    'forge/answer-somebody-else',
    'forge/garbage',
    'forge/answer-before-asked',
    'forge/ready-twice',
  ],
  'a message is looked through before it is unpacked': ['forge/growing-buffers', 'forge/colliding-keys'],
  'the inspector of the judge stays shut': ['forge/debug-the-judge'],
  'the environment is clean': ['forge/workflow-files'],
  'limits are watched from outside': [
    'resources/endless-loop-in-call',
    'resources/buffer-bomb',
    'resources/output-flood',
  ],
  'what it starts ends with it': ['resources/fork-bomb'],
};

const byName = new Map(
  (['tamper', 'forge', 'resources'] as const).flatMap((group) => attacksOf(group)).map((a) => [a.name, a]),
);
const cases = Object.entries(STILL_HOLDS).flatMap(([law, names]) =>
  names.map((name) => ({ law, name, attack: byName.get(name) as Attack })),
);

describe('at level process', () => {
  let world: OutsideWorld;
  let graded = new Map<string, UnitEvidence>();

  beforeAll(async () => {
    world = await outsideWorld();
    const units = cases.map(({ attack }) => handIn(attack, world.handedIn, world.outside));
    const evidence = await gradeAll(units, 'process', AbortSignal.timeout(PATIENCE_MS));
    graded = new Map(evidence.map((one) => [one.unit.label, one]));
  }, PATIENCE_MS + 30_000);

  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
  });

  it.each(cases)('$law: $name', ({ name, attack }) => {
    const evidence = graded.get(name);
    expect(evidence, `${name} was not graded within ${PATIENCE_MS} ms`).toBeDefined();
    const verdict = verdictOf(evidence!);
    expect(verdict.faults, 'the judge itself failed').toEqual([]);
    expect(verdict.passed, `${verdict.said}\npassing checks`).toBe(attack.passes);
    expect(attack.kinds, verdict.said).toEqual(expect.arrayContaining([...verdict.kinds]));
  });

  it('leaves no process, no temporary folder and no file behind', async () => {
    expect(await world.traces()).toEqual([]);
  });
});
