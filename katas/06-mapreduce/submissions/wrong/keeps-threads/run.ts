import { type Hand, startHand } from './hand.ts';
import { partsOf } from './parts.ts';
import type { Packed } from './phases.ts';
import type { Settings } from './settings.ts';

/** Counts the words of all files; gives the sums of each reducer. */
export async function run(files: readonly string[], given: Settings): Promise<Packed[]> {
  const { workers, reducers, onProgress, signal } = given;
  signal?.throwIfAborted();
  if (files.length === 0) return [];
  const parts = await partsOf(files);
  const partsLeft = files.map((_, file) => parts.filter((part) => part.file === file).length);
  const queue = parts.values();
  const groups = Array.from({ length: reducers }, (_, reducer) => reducer).values();
  const sums: Packed[] = [];
  let done = 0;
  let isOver = false;

  async function mapParts(hand: Hand): Promise<void> {
    for (const part of queue) {
      await hand.ask({ kind: 'map', part });
      if (isOver) return;
      if (--partsLeft[part.file]! === 0) onProgress?.({ done: ++done, total: files.length });
    }
  }
  async function sumGroups(hand: Hand, dealt: Packed[][]): Promise<void> {
    for (const reducer of groups) {
      sums[reducer] = (await hand.ask({ kind: 'sum', group: dealt.map((packed) => packed[reducer]!) })) as Packed;
    }
  }
  async function runPhases(hands: readonly Hand[]): Promise<Packed[]> {
    await Promise.all(hands.map(mapParts));
    const dealt = (await Promise.all(hands.map((hand) => hand.ask({ kind: 'deal', reducers })))) as Packed[][];
    await Promise.all(hands.map((hand) => sumGroups(hand, dealt)));
    return sums;
  }

  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  const hands = Array.from({ length: Math.min(workers, parts.length) }, startHand);
  try {
    return await Promise.race([runPhases(hands), aborted]);
  } catch (error) {
    await Promise.all(hands.map((hand) => hand.end()));
    throw error;
  } finally {
    isOver = true;
    signal?.removeEventListener('abort', onAbort);
  }
}
