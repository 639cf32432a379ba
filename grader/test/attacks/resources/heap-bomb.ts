// resources | fails memory, passes 5 | Fills the heap.
export * from '../honest.ts';

export async function sum(): Promise<number> {
  const kept: number[][] = [];
  for (;;) kept.push(new Array(10_000).fill(kept.length + 0.5));
}
