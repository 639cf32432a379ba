import { describe, expect, it } from 'vitest';
import { gradeUnits } from '../../src/grading/grade-units.ts';
import type { Unit } from '../../src/grading/unit.ts';
import { ownNetwork } from '../../src/sandbox/own-network.ts';
import { hasBubblewrap } from '../sandbox/sandbox-harness.ts';
import { attacksOf } from './attack-table.ts';
import { gradeAll, handIn, verdictOf } from './grade-attacks.ts';
import { type OutsideWorld, outsideWorld } from './outside-world.ts';

const PATIENCE_MS = 120_000;
const hasWall = hasBubblewrap && (await ownNetwork()) !== undefined;
if (hasBubblewrap && !hasWall)
  console.warn('This machine allows no sandbox in a sandbox: no network of its own to test.');

/** An attack on a kata whose spec has servers. */
function lent(name: string, world: OutsideWorld): Unit {
  const attack = attacksOf(name.split('/')[0] as 'steal' | 'resources').find((one) => one.name === name)!;
  const unit = handIn(attack, world.handedIn, world.outside);
  return { ...unit, kata: { ...unit.kata, network: 'loopback' } };
}

describe.runIf(hasWall)('a submission that is lent a server of its spec', () => {
  it(
    'reaches no server of the host, no other machine, and no name server',
    async () => {
      await using world = await outsideWorld();
      const units = [lent('steal/network', world)];
      const [evidence] = await gradeAll(units, 'full', AbortSignal.timeout(PATIENCE_MS));
      const verdict = verdictOf(evidence!);
      expect(verdict.faults, 'the judge itself failed').toEqual([]);
      expect(verdict.said).toContain('found nothing');
      expect(await world.traces()).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'ends with its judge, however early that is told to end',
    async () => {
      await using world = await outsideWorld();
      const stop = new AbortController();
      const units = [lent('resources/endless-loop-in-call', world)];
      const options = { level: 'full', seed: 7, signal: stop.signal, onProgress: () => stop.abort() } as const;
      expect(await gradeUnits(units, options)).toEqual([]);
      expect(await world.traces()).toEqual([]);
    },
    PATIENCE_MS,
  );
});
