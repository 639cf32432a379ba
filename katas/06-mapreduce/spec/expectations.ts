import { replayHint } from '@paralelo/testkit';
import { expect } from 'vitest';

/** Fails with the first word whose count is wrong, and the call that showed it. */
export function expectCounts(answer: unknown, expected: ReadonlyMap<string, number>, call: string): void {
  if (!(answer instanceof Map)) expect.fail(`${call} must give a Map, gave ${kindOf(answer)}`);
  const counts = answer as Map<unknown, unknown>;
  for (const [word, count] of expected) {
    const given = counts.get(word);
    if (given === count) continue;
    const was = counts.has(word) ? given : 0;
    expect.fail(`${call}: ${shown(word)} is there ${times(count)}, ${told(was)} ${replayHint()}`);
  }
  for (const word of counts.keys()) {
    if (expected.has(word as string)) continue;
    expect.fail(`${call}: ${shown(word)} was counted, but is no word of the text ${replayHint()}`);
  }
}

const LONGEST_SHOWN = 40;

function shown(word: unknown): string {
  if (typeof word !== 'string') return `a ${kindOf(word)}`;
  return word.length <= LONGEST_SHOWN
    ? JSON.stringify(word)
    : `a word of ${word.length} letters, "${word.slice(0, LONGEST_SHOWN)}…",`;
}

function told(count: unknown): string {
  if (typeof count !== 'number') return `but its count is no number, it was given as ${kindOf(count)}`;
  return `was counted ${count === 0 ? 'not at all' : times(count)}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
