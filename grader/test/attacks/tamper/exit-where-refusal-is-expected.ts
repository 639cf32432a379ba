// tamper | fails crash, passes 6 | Dies where a rejection is expected: a broken channel rejects as well.
export * from '../honest.ts';

export function root(): never {
  process.exit(1);
}
