// resources | fails crash, passes 5 | Aborts its process.
export * from '../honest.ts';

export function sum(): never {
  process.abort();
}
