import { type Alone, runToExit } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';

type Kata = Alone<typeof import('#kata')>;

describe('exit', () => {
  it('a process whose calls have settled ends by itself', async () => {
    await runToExit(async ({ kata }: Kata) => {
      const options = { workers: 2, chunkSize: 1000 };
      await kata.countPrimes(0, 10_000, options);
      await kata.primesInRange(0, 10_000, options);
      const onProgress = () => {
        throw new Error('no more, please');
      };
      await kata.countPrimes(0, 1e8, { workers: 2, chunkSize: 1e6, onProgress }).catch(() => {});
    });
  });

  it('a process whose call was aborted in the middle ends by itself', async () => {
    const fate = await runToExit(async ({ kata }: Kata) => {
      await kata.sieve(10);
      const controller = new AbortController();
      const onProgress = ({ done }: { done: number }) => void (done === 3 && controller.abort());
      const options = { workers: 2, chunkSize: 1e6, signal: controller.signal, onProgress };
      return kata.countPrimes(0, 1e10, options).then(
        () => 'resolved',
        () => 'rejected',
      );
    });
    expect(fate, 'an aborted call').toBe('rejected');
  });
});
