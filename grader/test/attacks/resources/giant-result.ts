// resources | fails protocol or memory, passes 5 | Returns more than a message may hold.
export * from '../honest.ts';

export async function describeNumbers(): Promise<Uint8Array> {
  return new Uint8Array(9 * 1024 * 1024);
}
