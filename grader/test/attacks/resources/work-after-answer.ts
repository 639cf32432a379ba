// resources | harmless, passes 7 | Answers, and goes on to burn a core.
import * as honest from '../honest.ts';

export * from '../honest.ts';

export async function sum(numbers: readonly number[]): Promise<number> {
  setImmediate(function burn() {
    for (let i = 0; i < 1e6; i += 1) Math.sqrt(i);
    setImmediate(burn);
  });
  return honest.sum(numbers);
}
