import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { expectRefusal, rejectionOf } from '../src/rejection-of.ts';
import { settled } from '../src/settled.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = () => new Promise<never>(() => {});
const reason = new Error('the reason');

/** Lets more time pass than anybody has patience for. */
const muchLater = () => vi.advanceTimersByTimeAsync(60_000);

describe('settled', () => {
  it('gives what a promise settles with, and leaves no timer', async () => {
    expect(await settled(Promise.resolve(7), 'it')).toBe(7);
    await expect(settled(Promise.reject(reason), 'it')).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('says of a promise that hangs that it hangs', async () => {
    const said = expect(settled(never(), 'a monitor')).rejects.toThrow(/^a monitor must settle; after 13 s/);
    await muchLater();
    await said;
  });

  it('listens to a promise that rejects too late', async () => {
    const running = Promise.withResolvers<never>();
    const said = expect(settled(running.promise, 'it')).rejects.toThrow('must settle');
    await muchLater();
    await said;
    // Without a listener this is an error of the test run.
    running.reject(reason);
  });
});

describe('settled while a spec is graded', () => {
  const judge = Symbol.for('paralelo.exit');
  beforeEach(() => void Object.assign(globalThis, { [judge]: {} }));
  afterEach(() => void Reflect.deleteProperty(globalThis, judge));

  it('leaves it to the judge how long a call may take', async () => {
    expect(await settled(Promise.resolve(7), 'it')).toBe(7);
    void settled(never(), 'it');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('rejectionOf', () => {
  it('gives what a call rejects with or throws, also where that is nothing', async () => {
    expect(await rejectionOf(() => Promise.reject(reason), 'it')).toBe(reason);
    const throws = () => {
      throw reason;
    };
    expect(await rejectionOf(throws, 'it')).toBe(reason);
    expect(await rejectionOf(() => Promise.reject(), 'it')).toBeUndefined();
  });

  it('fails where a call goes through or hangs, with the seed that repeats it', async () => {
    const through = rejectionOf(async () => 7, 'an aborted call');
    await expect(through).rejects.toThrow(/^an aborted call must throw or reject, but it went through \(seed \d+/);
    const hangs = expect(rejectionOf(never, 'an aborted call')).rejects.toThrow('an aborted call must settle');
    await muchLater();
    await hangs;
  });
});

describe('expectRefusal', () => {
  it.each([new TypeError('workers is 0'), new RangeError('workers is 0')])('takes $name', async (error) => {
    await expectRefusal(() => Promise.reject(error), 'workers: 0');
    await expectRefusal(() => Promise.reject(error), 'workers: 0', 'workers');
  });

  it('fails at an error of another kind, and at one that does not name what it must', async () => {
    const other = expectRefusal(() => Promise.reject(reason), 'workers: 0');
    const text = 'workers: 0 must be refused with a TypeError or RangeError';
    await expect(other).rejects.toThrow(`${text}, not with Error: the reason (seed`);
    const nameless = expectRefusal(() => Promise.reject(new RangeError('no')), 'workers: 0', 'workers');
    await expect(nameless).rejects.toThrow(`${text} that names workers, not with RangeError: no`);
    await expect(expectRefusal(async () => 7, 'workers: 0')).rejects.toThrow('went through');
  });
});
