import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readKata } from '../../src/kata/find-katas.ts';
import { hasBubblewrap } from '../sandbox/sandbox-harness.ts';
import { gradeAll, verdictOf } from './grade-attacks.ts';
import { outsideWorld } from './outside-world.ts';

// A judge is given half a minute of silence; this test waits for it to be over.
it('a judge that gets no further is ended, and nothing of it is left', { timeout: 180_000 }, async () => {
  await using world = await outsideWorld();
  const kata = await readKata(join(import.meta.dirname, '../fixtures'), '98-endless-spec');
  const unit = { kata, label: kata.id, srcDir: join(kata.dir, 'solution'), phases: 'spec' } as const;
  const [evidence] = await gradeAll([unit], hasBubblewrap ? 'full' : 'process', AbortSignal.timeout(150_000));
  expect(evidence, 'it was never ended').toBeDefined();
  expect(verdictOf(evidence!)).toMatchObject({ passed: 0, kinds: ['timeout'], faults: [] });
  expect(await world.traces()).toEqual([]);
});
