// poison | fails assertion or crash, passes 5 | Throws a Proxy whose every trap throws.
export * from '../honest.ts';

const trap = () => {
  throw new Error('do not touch');
};

export async function sum(): Promise<never> {
  throw new Proxy({}, { get: trap, has: trap, ownKeys: trap, getPrototypeOf: trap, getOwnPropertyDescriptor: trap });
}
