// resources | fails assertion, passes 5 | Throws an error whose message is as long as a message may be.
export * from '../honest.ts';

export async function describeNumbers(): Promise<never> {
  throw new Error('very long\n'.repeat(300_000));
}
