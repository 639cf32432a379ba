// poison | fails assertion or crash, passes 5 | Throws a symbol.
export * from '../honest.ts';

export async function sum(): Promise<never> {
  throw Symbol('odd');
}
