import { expectRefusal } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { countPrimes, primesInRange } from '#kata';

const NO_BOUNDS = [-1, 0.5, NaN, Infinity, 2 ** 53, '10' as never];
const NO_COUNTS = [0, -1, 1.5, NaN, Infinity, '2' as never];
const FAR_TOO_MUCH = 1e11;

describe('bad-bounds', () => {
  it('a start that is negative, fractional, unsafe or no number is refused', async () => {
    for (const start of NO_BOUNDS) {
      await expectRefusal(() => primesInRange(start, 100), `primesInRange(${show(start)}, 100)`);
      await expectRefusal(() => countPrimes(start, 100), `countPrimes(${show(start)}, 100)`);
    }
  });

  it('an end that is negative, fractional, unsafe or no number is refused', async () => {
    for (const end of NO_BOUNDS) {
      await expectRefusal(() => primesInRange(1, end), `primesInRange(1, ${show(end)})`);
      await expectRefusal(() => countPrimes(1, end), `countPrimes(1, ${show(end)})`);
    }
  });
});

describe('bad-options', () => {
  it('workers that is no whole number from 1 up is refused before any work', async () => {
    for (const workers of NO_COUNTS) await checkRefused({ workers }, `workers: ${show(workers)}`);
  });

  it('chunkSize that is no whole number from 1 up is refused before any work', async () => {
    for (const chunkSize of NO_COUNTS) await checkRefused({ chunkSize }, `chunkSize: ${show(chunkSize)}`);
  });

  it('onProgress that is no function is refused before any work', async () => {
    // One chunk of minutes: whoever tries to call it after a chunk runs into the time limit.
    const options = { onProgress: 'loud' as never, chunkSize: FAR_TOO_MUCH };
    await expectRefusal(() => countPrimes(0, FAR_TOO_MUCH, options), "countPrimes with onProgress: 'loud'");
    await expectRefusal(() => primesInRange(0, FAR_TOO_MUCH, options), "primesInRange with onProgress: 'loud'");
  });
});

describe('defaults', () => {
  it('an option that is undefined takes its default: chunks of 10,000', async () => {
    const totals = new Set<number>();
    const count = await countPrimes(1, 1_000_000, {
      workers: undefined as never,
      chunkSize: undefined as never,
      signal: undefined as never,
      onProgress: ({ total }) => void totals.add(total),
    });
    expect(count).toBe(78_498);
    expect([...totals], 'onProgress must hear of 100 chunks').toEqual([100]);
  });
});

async function checkRefused(options: { workers?: number; chunkSize?: number }, what: string): Promise<void> {
  let heard = 0;
  const onProgress = () => void heard++;
  await expectRefusal(() => primesInRange(1, 100_000, { ...options, onProgress }), `primesInRange with ${what}`);
  await expectRefusal(() => countPrimes(1, 100_000, { ...options, onProgress }), `countPrimes with ${what}`);
  // Also where there is nothing to do.
  await expectRefusal(() => countPrimes(5, 5, { ...options, onProgress }), `countPrimes(5, 5) with ${what}`);
  expect(heard, `${what}: chunks were sieved before the option was refused`).toBe(0);
}

function show(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
