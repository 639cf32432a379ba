import type { Counts } from './kernel.ts';

/** Words and their counts as two flat things: a message copies them much faster than a Map. */
export interface Packed {
  words: string;
  counts: Float64Array;
}

export function pack(counts: Counts): Packed {
  return { words: [...counts.keys()].join('\n'), counts: Float64Array.from(counts.values()) };
}

export function addTo(sums: Counts, { words, counts }: Packed): void {
  if (counts.length === 0) return;
  for (const [i, word] of words.split('\n').entries()) sums.set(word, (sums.get(word) ?? 0) + counts[i]!);
}

/** By the word alone: the same on every worker. */
export function reducerOf(word: string, reducers: number): number {
  let hash = 0;
  for (let i = 0; i < word.length; i++) hash = (Math.imul(hash, 31) + word.charCodeAt(i)) | 0;
  return (hash >>> 0) % reducers;
}

export function deal(counts: Counts, reducers: number): Packed[] {
  const dealt = Array.from({ length: reducers }, (): Counts => new Map());
  for (const [word, count] of counts) dealt[reducerOf(word, reducers)]!.set(word, count);
  return dealt.map(pack);
}

export function sum(group: readonly Packed[]): Packed {
  const sums: Counts = new Map();
  for (const packed of group) addTo(sums, packed);
  return pack(sums);
}
