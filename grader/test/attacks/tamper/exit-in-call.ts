// tamper | fails crash, passes 5 | Ends with success in the middle of a call.
export * from '../honest.ts';

export function sum(): never {
  process.exit(0);
}
