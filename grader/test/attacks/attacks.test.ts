import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UnitEvidence } from '../../src/grading/unit.ts';
import { hasBubblewrap } from '../sandbox/sandbox-harness.ts';
import { attacksOf, GROUPS } from './attack-table.ts';
import { gradeAll, handIn, verdictOf } from './grade-attacks.ts';
import { type OutsideWorld, outsideWorld } from './outside-world.ts';
import { faces, hostileTextIn } from './rendered-faces.ts';

/** A group that is not graded by then hangs; what is finished is told all the same. */
const PATIENCE_MS = 240_000;

// The reason is printed by the harness: without bubblewrap there is no level full to be tested.
describe.skipIf(!hasBubblewrap).each(GROUPS)('at level full, %s', (group) => {
  const attacks = attacksOf(group);
  let world: OutsideWorld;
  let graded = new Map<string, UnitEvidence>();

  beforeAll(async () => {
    world = await outsideWorld();
    const units = attacks.map((attack) => handIn(attack, world.handedIn, world.outside));
    const evidence = await gradeAll(units, 'full', AbortSignal.timeout(PATIENCE_MS));
    graded = new Map(evidence.map((one) => [one.unit.label, one]));
  }, PATIENCE_MS + 30_000);

  afterAll(async () => {
    await world?.[Symbol.asyncDispose]();
  });

  it.each(attacks)('$name gets the verdict it deserves: $tries', ({ name, kinds, passes }) => {
    const evidence = graded.get(name);
    expect(evidence, `${name} was not graded within ${PATIENCE_MS} ms`).toBeDefined();
    const verdict = verdictOf(evidence!);
    expect(verdict.faults, 'the judge itself failed').toEqual([]);
    expect(verdict.passed, `${verdict.said}\npassing checks`).toBe(passes);
    expect(kinds, `${verdict.said}\nwhat failed is of other kinds`).toEqual(expect.arrayContaining([...verdict.kinds]));
    expect(verdict.kinds.length > 0, 'a harmless program passes, any other one fails').toBe(kinds.length > 0);
    if (group === 'steal') expect(verdict.said).toContain('found nothing');
  });

  it('leaves no process, no temporary folder, no file and no connection behind', async () => {
    expect(await world.traces()).toEqual([]);
  });

  it.each(['terminal', 'json'] as const)('the %s shows all of it and obeys none of it', (face) => {
    for (const evidence of graded.values()) {
      const text = faces[face](evidence);
      expect(hostileTextIn(text), `${evidence.unit.label} as ${face}`).toEqual([]);
      expect(text.length, `${evidence.unit.label} as ${face}`).toBeLessThan(200_000);
    }
  });
});
