import { type Alone, kataSeed, rejectionOf, replayHint, runToExit, seededRandom, settled } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { countPrimes, primesInRange } from '#kata';
import { expectPrimes } from './expectations.ts';
import { primesBetween } from './expected.ts';

const random = seededRandom(kataSeed());

/** One chunk of minutes. */
const FAR_TOO_MUCH = 1e11;

type Kata = Alone<typeof import('#kata')>;
type Progress = { done: number; total: number };

/** Looks at what was heard when all is over: an error in the callback would be an error of whoever calls it. */
function expectProgress(heard: readonly Progress[], total: number, call: string): void {
  const law = `${call} has ${total} chunks: onProgress must be called`;
  const times = `${law} ${total} times, was called ${heard.length} times ${replayHint()}`;
  expect(heard.length, times).toBe(total);
  const totals = [...new Set(heard.map((progress) => progress?.total))];
  expect(totals, `${law} with total ${total} every time ${replayHint()}`).toEqual([total]);
  const done = heard.map((progress) => progress?.done);
  const counted = Array.from({ length: total }, (_, i) => i + 1);
  expect(done, `${law} with done 1 … ${total}, in this order ${replayHint()}`).toEqual(counted);
}

describe('progress', () => {
  it('primesInRange tells of every chunk once: done counts 1, 2, … up to total', async () => {
    const chunks = random.int(10, 60);
    const heard: Progress[] = [];
    const onProgress = (progress: Progress) => void heard.push(progress);
    const end = 500 + chunks * 1000;
    await primesInRange(500, end, { workers: 2, chunkSize: 1000, onProgress });
    expectProgress(heard, chunks, `primesInRange(500, ${end}, { workers: 2, chunkSize: 1000 })`);
  });

  it('countPrimes does the same, and a shorter last chunk is a chunk', async () => {
    const chunks = random.int(10, 60);
    const heard: Progress[] = [];
    const onProgress = (progress: Progress) => void heard.push(progress);
    const end = 501 + chunks * 1000;
    await countPrimes(500, end, { workers: 2, chunkSize: 1000, onProgress });
    expectProgress(heard, chunks + 1, `countPrimes(500, ${end}, { workers: 2, chunkSize: 1000 })`);
  });

  it('tells of a chunk when it has been sieved, not when it is handed out', async () => {
    const controller = new AbortController();
    let heard = 0;
    const options = { workers: 2, chunkSize: FAR_TOO_MUCH, signal: controller.signal, onProgress: () => void heard++ };
    // Nobody waits for its end: what an abort must do is another rule.
    countPrimes(0, FAR_TOO_MUCH, options).catch(() => {});
    // Another whole call gives an early message time to arrive.
    await countPrimes(0, 40_000, { workers: 2, chunkSize: 1000 });
    const early = heard;
    controller.abort();
    const call = 'countPrimes(0, 10^11, { workers: 2, chunkSize: 10^11 })';
    expect(early, `${call}: onProgress was called before its only chunk can have been sieved`).toBe(0);
  });

  it('is silent once the promise has settled', async () => {
    let heard = 0;
    await countPrimes(0, 40_000, { workers: 2, chunkSize: 1000, onProgress: () => void heard++ });
    const heardAtTheEnd = heard;
    // Another whole call gives a late message time to arrive.
    await countPrimes(0, 40_000, { workers: 2, chunkSize: 1000 });
    expect(heard, 'onProgress was called after the promise had settled').toBe(heardAtTheEnd);
  });
});

describe('progress-throws', () => {
  it('an error thrown by onProgress rejects the call and ends the progress', async () => {
    for (const call of [primesInRange, countPrimes]) {
      const thrown = new Error('no more, please');
      let heard = 0;
      const onProgress = () => {
        heard++;
        if (heard === 1) throw thrown;
      };
      const options = { workers: 2, chunkSize: 1e6, onProgress };
      const error = await rejectionOf(() => call(0, 1e8, options), 'a call whose onProgress throws');
      expect(error, 'the call must reject with the very error that onProgress threw').toBe(thrown);
      // Whatever goes on has time to be heard.
      await countPrimes(0, 40_000, { workers: 2, chunkSize: 1000 });
      expect(heard, `onProgress must not be called again after it has thrown, was called ${heard} times`).toBe(1);
    }
  });

  it('an error thrown for the last chunk rejects the call as well', async () => {
    for (const call of [primesInRange, countPrimes]) {
      const thrown = new Error('not even the last one');
      const onProgress = ({ done, total }: Progress) => {
        if (done === total) throw thrown;
      };
      const options = { workers: 2, chunkSize: 1000, onProgress };
      const error = await rejectionOf(
        () => call(0, 20_000, options),
        'a call whose onProgress throws at the last chunk',
      );
      expect(error, 'the call must reject with the very error that onProgress threw').toBe(thrown);
    }
  });

  it('an error thrown by onProgress stops the work: the process comes to rest', async () => {
    const fate = await runToExit(async ({ kata, atRest }: Kata) => {
      const thrown = new Error('no more, please');
      let heard = 0;
      const onProgress = () => {
        heard++;
        if (heard === 1) throw thrown;
      };
      // Thousands of chunks are left by then.
      const fate = await kata.countPrimes(0, 1e10, { workers: 2, chunkSize: 1e6, onProgress }).then(
        () => 'resolved',
        (error: unknown) => (error === thrown ? 'rejected with what it threw' : String(error)),
      );
      await atRest();
      return fate;
    });
    expect(fate, 'a call whose onProgress throws').toBe('rejected with what it threw');
  });
});

describe('independent-calls', () => {
  it('calls that run at the same time do not disturb each other', async () => {
    const [a, b] = [random.int(0, 50_000), random.int(50_000, 100_000)];
    const options = { workers: 2, chunkSize: 1000 };
    const [first, second, count] = await Promise.all([
      primesInRange(a, a + 30_000, options),
      primesInRange(b, b + 20_000, options),
      countPrimes(a, b, options),
    ]);
    expectPrimes(first, primesBetween(a, a + 30_000), `primesInRange(${a}, ${a + 30_000}) beside two other calls`);
    expectPrimes(second, primesBetween(b, b + 20_000), `primesInRange(${b}, ${b + 20_000}) beside two other calls`);
    expect(count, `countPrimes(${a}, ${b}) beside two other calls ${replayHint()}`).toBe(primesBetween(a, b).length);
  });

  it('a call that is aborted, or whose onProgress throws, does not disturb another one', async () => {
    const controller = new AbortController();
    let isBegun = false;
    const abort = () => isBegun && controller.abort();
    const fail = () => {
      if (isBegun) throw new Error('no more, please');
    };
    const onProgress = () => {
      isBegun = true;
    };
    const options = { workers: 2, chunkSize: 1e5 };
    const call = 'countPrimes(0, 2 · 10^7, { workers: 2, chunkSize: 10^5 }), beside two calls that end early,';
    // In the middle of all three: hundreds of chunks are left by then.
    const [count] = await Promise.all([
      settled(countPrimes(0, 2e7, { ...options, onProgress }), call).catch((error) => `rejected with ${String(error)}`),
      // Whether they do end is for other rules to say.
      countPrimes(0, 1e9, { ...options, signal: controller.signal, onProgress: abort }).catch(() => {}),
      countPrimes(0, 1e9, { ...options, onProgress: fail }).catch(() => {}),
    ]);
    expect(count, call).toBe(1_270_607);
  });
});
