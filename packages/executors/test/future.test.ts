import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { CancelledError, Future, InvalidStateError, TimeoutError } from '../src/index.ts';

const pending = (): Future<number> => new Future<number>();
const running = (): Future<number> => {
  const future = pending();
  future.setRunningOrNotifyCancel();
  return future;
};
const cancelled = (): Future<number> => {
  const future = pending();
  future.cancel();
  return future;
};
const successful = (): Future<number> => {
  const future = running();
  future.setResult(42);
  return future;
};
const failed = (): Future<number> => {
  const future = running();
  future.setException(new RangeError('out'));
  return future;
};

/** The warnings of this test, kept from the console. */
function warnings(): Error[] {
  const seen: Error[] = [];
  const spy = vi.spyOn(process, 'emitWarning').mockImplementation((warning) => void seen.push(warning as Error));
  onTestFinished(() => spy.mockRestore());
  return seen;
}

describe('a future', () => {
  test.each([
    ['pending', pending, { cancelled: false, done: false, running: false, failed: false }],
    ['running', running, { cancelled: false, done: false, running: true, failed: false }],
    ['cancelled', cancelled, { cancelled: true, done: true, running: false, failed: false }],
    ['successful', successful, { cancelled: false, done: true, running: false, failed: false }],
    ['failed', failed, { cancelled: false, done: true, running: false, failed: true }],
  ])('that is %s answers accordingly', (_state, make, answers) => {
    const future = make();
    expect({
      cancelled: future.cancelled(),
      done: future.done(),
      running: future.running(),
      failed: future.failed(),
    }).toEqual(answers);
  });

  test.each([
    ['pending', pending, true],
    ['running', running, false],
    ['cancelled', cancelled, true],
    ['successful', successful, false],
    ['failed', failed, false],
  ])('that is %s answers cancel with %o', (_state, make, answer) => {
    const future = make();
    expect(future.cancel()).toBe(answer);
    expect(future.cancelled()).toBe(answer);
    expect(future.cancel()).toBe(answer);
  });

  test.each([
    ['result', successful],
    ['error', failed],
    ['cancel', cancelled],
  ])('calls back on %s, with itself, settled', (_on, settle) => {
    const seen: Future<number>[] = [];
    const future = pending();
    future.addDoneCallback((settled) => {
      expect(settled.done()).toBe(true);
      seen.push(settled);
    });
    if (settle === cancelled) future.cancel();
    else if (settle === failed) future.setException(new Error('x'));
    else future.setResult(1);
    expect(seen).toEqual([future]);
  });

  test('reports a callback that throws, and calls the others', () => {
    const seen = warnings();
    const calls: string[] = [];
    const future = pending();
    future.addDoneCallback(() => calls.push('first'));
    future.addDoneCallback(() => {
      throw new Error('mine');
    });
    future.addDoneCallback(() => calls.push('last'));
    future.setResult(1);
    expect(calls).toEqual(['first', 'last']);
    expect(seen).toEqual([expect.objectContaining({ name: 'FutureCallbackWarning', cause: new Error('mine') })]);
  });

  test('calls a late callback at once, and reports what it throws instead of propagating it', () => {
    const seen = warnings();
    let called = 0;
    successful().addDoneCallback(() => {
      called += 1;
      throw new Error('late');
    });
    expect(called).toBe(1);
    expect(seen).toHaveLength(1);
  });

  test('forgets a callback that is removed', () => {
    const future = pending();
    let calls = 0;
    const count = (): void => {
      calls += 1;
    };
    future.addDoneCallback(count);
    future.addDoneCallback(count);
    expect(future.removeDoneCallback(count)).toBe(2);
    expect(future.removeDoneCallback(count)).toBe(0);
    future.setResult(1);
    expect(calls).toBe(0);
  });

  test.each([
    [pending, 'Future { pending }', 'Future { pending }'],
    [running, 'Future { running }', 'Future { running }'],
    [cancelled, 'Future { cancelled }', 'Future { cancelled }'],
    [successful, 'Future { finished, returned number }', 'Future { finished, returned 42 }'],
    [failed, 'Future { finished, raised RangeError }', 'Future { finished, raised RangeError }'],
  ])('prints its state and type', (make, text, inspected) => {
    expect(String(make())).toBe(text);
    expect(inspect(make())).toBe(inspected);
  });

  test.each([
    [null, 'null'],
    [new Map(), 'Map'],
    [Object.create(null), 'Object'],
    ['text', 'string'],
  ])('prints the type of %o', (value, type) => {
    const future = new Future<unknown>();
    future.setResult(value);
    expect(String(future)).toBe(`Future { finished, returned ${type} }`);
  });

  test('prints a thrown value that is no error by its type', () => {
    const future = pending();
    future.setException('just text');
    expect(String(future)).toBe('Future { finished, raised string }');
  });

  test('wakes a waiter on the result, on the error and on cancel', async () => {
    const [first, second, third] = [pending(), pending(), pending()];
    const outcomes = Promise.allSettled([first.result({ timeoutMs: 60_000 }), second, third.result()]);
    first.setResult(7);
    second.setException('why');
    third.cancel();
    expect(await outcomes).toEqual([
      { status: 'fulfilled', value: 7 },
      { status: 'rejected', reason: 'why' },
      { status: 'rejected', reason: expect.any(CancelledError) },
    ]);
  });

  test('a wait of 0 ms for what is not done times out, and for what is done does not', async () => {
    const future = running();
    await expect(future.result({ timeoutMs: 0 })).rejects.toThrow(TimeoutError);
    await expect(future.exception({ timeoutMs: 0 })).rejects.toThrow('still running after 0 ms');
    expect(future.running()).toBe(true);
    expect(await successful().result({ timeoutMs: 0 })).toBe(42);
  });

  test('a wait that timed out leaves nothing behind', async () => {
    const future = pending();
    const count = vi.spyOn(future, 'removeDoneCallback');
    await expect(future.result({ timeoutMs: 0 })).rejects.toThrow(TimeoutError);
    expect(count).toHaveReturnedWith(1);
    future.setResult(1);
    expect(await future).toBe(1);
  });

  test.each([-1, Number.NaN, 2 ** 31, Number.POSITIVE_INFINITY])('refuses to wait %d ms', async (timeoutMs) => {
    await expect(pending().result({ timeoutMs })).rejects.toThrow(RangeError);
  });

  test('exception() gives the error, or nothing', async () => {
    expect(await failed().exception()).toBeInstanceOf(RangeError);
    expect(await successful().exception()).toBeUndefined();
    await expect(cancelled().exception()).rejects.toThrow(CancelledError);
  });

  test.each([successful, failed, cancelled])('settles once: the first outcome is kept', (make) => {
    const future = make();
    const before = inspect(future);
    expect(() => future.setResult(1)).toThrow(InvalidStateError);
    expect(() => future.setException(new Error('second'))).toThrow(InvalidStateError);
    expect(() => future.setCancelled()).toThrow(InvalidStateError);
    expect(inspect(future)).toBe(before);
  });

  test('starts once', () => {
    expect(cancelled().setRunningOrNotifyCancel()).toBe(false);
    expect(pending().setRunningOrNotifyCancel()).toBe(true);
    expect(() => running().setRunningOrNotifyCancel()).toThrow('Future { running } cannot be started');
  });

  test('is consistent whenever it is looked at', () => {
    const future = pending();
    const seen: string[] = [];
    const look = (): void => {
      expect(future.done()).toBe(future.cancelled() || String(future).includes('finished'));
      seen.push(String(future));
    };
    look();
    future.addDoneCallback(look);
    future.setRunningOrNotifyCancel();
    look();
    future.setResult(1);
    look();
    const end = 'Future { finished, returned number }';
    expect(seen).toEqual(['Future { pending }', 'Future { running }', end, end]);
  });

  test('an error nobody asks for is no unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', onUnhandled);
    failed();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', onUnhandled);
    expect(unhandled).toEqual([]);
  });

  test('tells its executor when someone starts to wait for a call that has not started', async () => {
    let told = 0;
    const future = new Future<number>(() => {
      told += 1;
    });
    void future.result();
    await future.result({ timeoutMs: 0 }).catch(() => {});
    expect(told).toBe(1);
    future.setRunningOrNotifyCancel();
    void future.result();
    future.setResult(1);
    await future;
    expect(told).toBe(1);
  });
});
