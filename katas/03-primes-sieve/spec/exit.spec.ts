import { type Alone, runToExit } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';

type Kata = Alone<typeof import('#kata')>;

describe('exit', () => {
  it('a process whose calls have settled ends by itself', async () => {
    const found = await runToExit(async ({ kata }: Kata) => {
      const options = { workers: 2, chunkSize: 1000 };
      return [await kata.countPrimes(0, 10_000, options), (await kata.primesInRange(0, 10_000, options)).length];
    });
    expect(found, 'primes below 10,000, counted and listed').toEqual([1229, 1229]);
  });

  it('a process whose call was aborted in the middle ends by itself', async () => {
    const name = await runToExit(async ({ kata }: Kata) => {
      const controller = new AbortController();
      const onProgress = ({ done }: { done: number }) => void (done === 3 && controller.abort());
      const options = { workers: 2, chunkSize: 1e6, signal: controller.signal, onProgress };
      return kata.countPrimes(0, 1e10, options).catch((error: Error) => error.name);
    });
    expect(name, 'what an aborted call rejects with').toBe('AbortError');
  });
});
