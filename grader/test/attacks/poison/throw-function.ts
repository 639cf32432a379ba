// poison | fails assertion or crash, passes 5 | Throws a function.
export * from '../honest.ts';

export async function sum(): Promise<never> {
  throw function odd() {};
}
