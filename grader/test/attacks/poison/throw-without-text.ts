// poison | fails assertion or protocol, passes 5 | Throws an object that cannot be turned into text.
export * from '../honest.ts';

export async function sum(): Promise<never> {
  throw { toString: 1, valueOf: null, toJSON: 3, message: { toString: 1 }, stack: { toString: 1 } };
}
