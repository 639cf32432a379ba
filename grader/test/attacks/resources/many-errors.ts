// resources | fails assertion or protocol or crash, passes 5 | Throws thousands of errors, each the cause of the next.
export * from '../honest.ts';

export async function describeNumbers(): Promise<never> {
  let error = new Error('the first');
  for (let i = 0; i < 2000; i += 1)
    error = new AggregateError([error, new Error(`sibling ${i}`)], `number ${i}`, { cause: error });
  throw error;
}
