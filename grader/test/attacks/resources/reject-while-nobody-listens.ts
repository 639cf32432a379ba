// resources | fails timeout or assertion, passes 6 | Rejects while the spec looks at another promise.
export * from '../honest.ts';

export async function wait(): Promise<never> {
  throw new Error('no gate is opened, and nobody has asked for this promise yet');
}
