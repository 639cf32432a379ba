// poison | fails timeout, passes 6 | Returns a thenable that resolves to itself for ever.
export * from '../honest.ts';

export function root(): object {
  // biome-ignore lint/suspicious/noThenProperty: that is the attack.
  const endless = { then: (resolve: (value: unknown) => void) => resolve(endless) };
  return endless;
}
