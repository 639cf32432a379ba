// poison | fails assertion, passes 5 | Returns an object with a then of its own.
export * from '../honest.ts';

export function sum(): object {
  // biome-ignore lint/suspicious/noThenProperty: that is the attack.
  return { then: (resolve: (value: unknown) => void) => resolve({ then: 'again' }) };
}
