// resources | fails crash, passes 6 | Answers, and leaves a rejection behind that nobody handles.
import * as honest from '../honest.ts';

export * from '../honest.ts';

export async function root(number: number): Promise<number> {
  if (number < 0) void Promise.reject(new Error('nobody handles this'));
  return honest.root(number);
}
