// poison | fails protocol, passes 5 | Returns an integer of a million bits.
export * from '../honest.ts';

export async function sum(): Promise<bigint> {
  return 1n << 1_000_000n;
}
