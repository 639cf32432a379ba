import { replayHint } from '@paralelo/testkit';
import { expect } from 'vitest';

/** Fails with the first prime that is missing or too many, and the call that showed it. */
export function expectPrimes(answer: unknown, expected: readonly number[], call: string): void {
  const isPrimeArray = answer instanceof Uint32Array || answer instanceof Float64Array;
  if (!isPrimeArray) expect.fail(`${call} must give a Uint32Array or a Float64Array, gave ${kindOf(answer)}`);
  const received = Array.from(answer as Float64Array);
  const at = received.findIndex((prime, i) => prime !== expected[i]);
  const differs = at >= 0 || received.length !== expected.length;
  if (!differs) return;
  const i = at >= 0 ? at : received.length;
  expect.fail(
    `${call} must give ${describeItem(expected, i)}, gave ${describeItem(received, i)} ` +
      `(primes expected: ${expected.length}, received: ${received.length}) ${replayHint()}`,
  );
}

function describeItem(list: readonly number[], i: number): string {
  return i < list.length ? `${list[i]} as prime number ${i + 1}` : `no prime number ${i + 1}`;
}

function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
