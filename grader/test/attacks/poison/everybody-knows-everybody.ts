// poison | fails assertion or protocol, passes 5 | Returns a dozen objects that all hold each other: the paths through them are endless.
export * from '../honest.ts';

export async function describeNumbers(): Promise<object> {
  const people = Array.from({ length: 12 }, (): Record<string, unknown> => ({}));
  for (const person of people) for (const [i, other] of people.entries()) person[`knows ${i}`] = other;
  return { count: 20, largest: people[0], sorted: people };
}
