// tamper | fails assertion, passes 5 | Returns an object that claims to match whatever it is compared with.
export * from '../honest.ts';

export async function describeNumbers(): Promise<object> {
  return {
    $$typeof: Symbol.for('jest.asymmetricMatcher'),
    asymmetricMatch: () => true,
    equals: () => true,
    toAsymmetricMatcher: () => 'anything',
  };
}
