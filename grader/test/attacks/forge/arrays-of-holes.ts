// forge | fails protocol, passes 5 | Answers with arrays of nothing but holes, each just small enough to be laid out in full.
import { answer } from '../frames.ts';

export * from '../honest.ts';

export function sum(): Promise<never> {
  const holes = Array.from({ length: 60 }, () => {
    const array: unknown[] = [];
    array.length = 2 ** 32 - 1; // laid out in full it would cost this process as much
    array.length = 30_000_000;
    return array;
  });
  answer(holes);
  return new Promise(() => {});
}
