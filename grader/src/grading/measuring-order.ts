/**
 * One of each group in turn, so that time that runs out is missing everywhere a little and nowhere altogether; inside a
 * group the order stays.
 *
 * @example
 * measuringOrder(['a1', 'a2', 'a3', 'b1'], (name) => name[0]!); // ['a1', 'b1', 'a2', 'a3']
 */
export function measuringOrder<T>(items: readonly T[], groupOf: (item: T) => string): T[] {
  const turns = new Map<string, number>();
  const turnOf = new Map<T, number>();
  for (const item of items) {
    const turn = turns.get(groupOf(item)) ?? 0;
    turns.set(groupOf(item), turn + 1);
    turnOf.set(item, turn);
  }
  // Sorting is stable: equal turns keep the order of the groups.
  return items.toSorted((a, b) => turnOf.get(a)! - turnOf.get(b)!);
}
