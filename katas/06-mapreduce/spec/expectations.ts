import { replayHint } from '@paralelo/testkit';
import { expect } from 'vitest';

/** Fails with the first word whose count is wrong, and the call that showed it. */
export function expectCounts(answer: unknown, expected: ReadonlyMap<string, number>, call: string): void {
  expect(answer instanceof Map, `${call} must give a Map, gave ${kindOf(answer)}`).toBe(true);
  const counts = answer as Map<unknown, unknown>;
  for (const [word, count] of expected) {
    if (counts.get(word) === count) continue;
    const given = counts.has(word) ? `${String(counts.get(word))} times` : 'not at all';
    expect.fail(`${call}: ${shown(word)} is there ${times(count)}, was counted ${given} ${replayHint()}`);
  }
  for (const word of counts.keys()) {
    if (expected.has(word as string)) continue;
    expect.fail(`${call}: ${shown(word)} was counted, but is no word of the text ${replayHint()}`);
  }
}

/** Fails unless `call` rejects with a TypeError or RangeError. */
export async function expectRefusal(call: () => Promise<unknown>, what: string): Promise<void> {
  const error = await rejectionOf(call, what);
  const isFit = error instanceof TypeError || error instanceof RangeError;
  expect(isFit, `${what} must reject with a TypeError or RangeError, rejected with ${String(error)}`).toBe(true);
}

/** What `call` rejects with; fails when it resolves. */
export async function rejectionOf(call: () => Promise<unknown>, what: string): Promise<unknown> {
  try {
    await call();
  } catch (error) {
    return error;
  }
  return expect.fail(`${what} must reject, but it resolved ${replayHint()}`);
}

const LONGEST_SHOWN = 40;

function shown(word: unknown): string {
  if (typeof word !== 'string') return `a ${kindOf(word)}`;
  return word.length <= LONGEST_SHOWN
    ? JSON.stringify(word)
    : `a word of ${word.length} letters, "${word.slice(0, LONGEST_SHOWN)}…",`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
