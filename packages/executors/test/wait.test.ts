import { describe, expect, test } from 'vitest';
import { asCompleted, Future, TimeoutError, wait } from '../src/index.ts';

/** A future that knows how many callbacks hang on it. */
class Counted extends Future<number> {
  callbacks = 0;

  override addDoneCallback(fn: (future: this) => void): void {
    if (!this.done()) this.callbacks += 1;
    super.addDoneCallback(fn);
  }

  override removeDoneCallback(fn: (future: this) => void): number {
    const removed = super.removeDoneCallback(fn);
    this.callbacks -= removed;
    return removed;
  }
}

const futures = (): [Counted, Counted, Counted, Counted] => [
  new Counted(),
  new Counted(),
  new Counted(),
  new Counted(),
];

describe('wait', () => {
  test('counts duplicates once', async () => {
    const [a] = futures();
    a.setResult(1);
    expect(await wait([a, a, a])).toEqual({ done: new Set([a]), notDone: new Set() });
  });

  test('ALL_COMPLETED waits for all, failed and cancelled ones too', async () => {
    const [a, b, c, d] = futures();
    d.setResult(0);
    const waiting = wait([a, b, c, d]);
    a.setException(new Error('x'));
    b.cancel();
    c.setResult(1);
    expect(await waiting).toEqual({ done: new Set([a, b, c, d]), notDone: new Set() });
  });

  test('FIRST_COMPLETED returns at the first, also when it was done before', async () => {
    const [a, b, c] = futures();
    const waiting = wait([a, b], { returnWhen: 'FIRST_COMPLETED' });
    b.setResult(1);
    expect(await waiting).toEqual({ done: new Set([b]), notDone: new Set([a]) });
    expect(await wait([c, b], { returnWhen: 'FIRST_COMPLETED' })).toEqual({
      done: new Set([b]),
      notDone: new Set([c]),
    });
  });

  test('FIRST_EXCEPTION returns at the first error, not at a result or a cancel', async () => {
    const [a, b, c, d] = futures();
    const waiting = wait([a, b, c, d], { returnWhen: 'FIRST_EXCEPTION' });
    a.setResult(1);
    b.cancel();
    c.setException(new Error('x'));
    expect(await waiting).toEqual({ done: new Set([a, b, c]), notDone: new Set([d]) });
    expect(await wait([d, c], { returnWhen: 'FIRST_EXCEPTION' })).toEqual({
      done: new Set([c]),
      notDone: new Set([d]),
    });
  });

  test('FIRST_EXCEPTION without an error waits for all', async () => {
    const [a, b] = futures();
    a.setResult(1);
    const waiting = wait([a, b], { returnWhen: 'FIRST_EXCEPTION' });
    b.setResult(2);
    expect((await waiting).notDone.size).toBe(0);
  });

  test('a timeout returns the partition, and leaves no callback behind', async () => {
    const [a, b] = futures();
    a.setResult(1);
    expect(await wait([a, b], { timeoutMs: 0 })).toEqual({ done: new Set([a]), notDone: new Set([b]) });
    expect(b.callbacks).toBe(0);
  });

  test('waiting often for a part leaves no callbacks on the rest', async () => {
    const [late] = futures();
    for (let n = 0; n < 20; n += 1) {
      const [quick] = futures();
      const waiting = wait([late, quick], { returnWhen: 'FIRST_COMPLETED' });
      quick.setResult(n);
      await waiting;
    }
    expect(late.callbacks).toBe(0);
  });

  test('nothing to wait for is done at once', async () => {
    expect(await wait([])).toEqual({ done: new Set(), notDone: new Set() });
  });

  test('refuses options it does not know', async () => {
    await expect(wait([], { returnWhen: 'LAST' as never })).rejects.toThrow(/returnWhen is 'LAST': give one of FIRST_/);
    await expect(wait([], { timeoutMs: -1 })).rejects.toThrow(RangeError);
  });
});

describe('asCompleted', () => {
  test('yields all as they get done: those done before first, cancelled ones too', async () => {
    const [a, b, c, d] = futures();
    c.setResult(3);
    const iterator = asCompleted([a, b, c, d]);
    d.cancel();
    b.setException(new Error('x'));
    a.setResult(1);
    expect(await Array.fromAsync(iterator)).toEqual([c, d, b, a]);
  });

  test('wakes for what gets done while someone waits', async () => {
    const [a, b] = futures();
    const iterator = asCompleted([a, b]);
    const next = [iterator.next(), iterator.next(), iterator.next()];
    b.setResult(2);
    expect((await next[0])?.value).toBe(b);
    a.setResult(1);
    expect((await next[1])?.value).toBe(a);
    expect((await next[2])?.done).toBe(true);
  });

  test('wakes everyone who waits, however their calls of next come between', async () => {
    const [a, b] = futures();
    const iterator = asCompleted([a, b]);
    const waiting = iterator.next();
    await null;
    a.setResult(1);
    const all = Promise.all([waiting, iterator.next(), iterator.next()]);
    await new Promise((resolve) => setImmediate(resolve));
    b.setResult(2);
    expect(new Set((await all).map(({ value }) => value))).toEqual(new Set([a, b, undefined]));
  });

  test('yields duplicates once', async () => {
    const [a] = futures();
    a.setResult(1);
    expect(await Array.fromAsync(asCompleted([a, a]))).toEqual([a]);
  });

  test('yields what is done, then tells how many are not', async () => {
    const [a, b, c, d] = futures();
    a.setResult(1);
    b.setResult(2);
    const iterator = asCompleted([a, b, c, d], { timeoutMs: 0 });
    expect((await iterator.next()).value).toBe(a);
    expect((await iterator.next()).value).toBe(b);
    const error = await iterator.next().catch((thrown) => thrown);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error.message).toBe('2 (of 4) futures unfinished');
    expect((await iterator.next()).done).toBe(true);
    expect([c.callbacks, d.callbacks]).toEqual([0, 0]);
  });

  test('closing it takes its callbacks away and wakes who waits', async () => {
    const [a] = futures();
    const iterator = asCompleted([a]);
    expect(a.callbacks).toBe(1);
    const waiting = iterator.next();
    await iterator[Symbol.asyncDispose]();
    expect((await waiting).done).toBe(true);
    expect(a.callbacks).toBe(0);

    const second = asCompleted([a]);
    expect((await second.return?.())?.done).toBe(true);
    a.setResult(1);
    expect((await second.next()).done).toBe(true);
  });
});
