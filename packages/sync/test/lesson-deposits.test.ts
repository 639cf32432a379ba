import { describe, expect, test } from 'vitest';
import { Lock } from '../src/index.ts';
import { Gate } from './fixtures/gate.ts';
import { startThread } from './fixtures/start-thread.ts';

const TIMES = 100_000;

describe('two threads deposit 100,000 times 1 each into one balance', () => {
  test('with the lock, nothing is lost', async () => {
    const lock = new Lock();
    const balance = new Int32Array(new SharedArrayBuffer(4));
    const tellers = [1, 2].map(() => startThread('depositWithLock', { lock: lock.handle, balance, times: TIMES }));
    expect(await Promise.all(tellers.map((teller) => teller.ended))).toEqual([0, 0]);
    expect(balance[0]).toBe(2 * TIMES);
  });

  test('without it, what one deposits between the other’s read and write is lost', async () => {
    const balance = new Int32Array(new SharedArrayBuffer(4));
    const [hasRead, mayWrite] = [new Gate(), new Gate()];
    const slow = startThread('depositAcross', {
      balance,
      times: TIMES,
      hasRead: hasRead.words,
      mayWrite: mayWrite.words,
    });
    await hasRead.opened();
    // The slow teller has read 0. All of these happen now, and its first write makes them undone: the race, on purpose.
    const [open, ignored] = [new Gate(), new Gate()];
    open.open();
    const quick = startThread('depositAcross', { balance, times: TIMES, hasRead: ignored.words, mayWrite: open.words });
    expect(await quick.ended).toBe(0);
    expect(balance[0]).toBe(TIMES);
    mayWrite.open();
    expect(await slow.ended).toBe(0);
    expect(balance[0], 'two times 100,000 deposits, and one teller’s are gone').toBe(TIMES);
  });
});
