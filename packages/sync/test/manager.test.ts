import { existsSync, statSync } from 'node:fs';
import { connect, type Server } from 'node:net';
import { dirname } from 'node:path';
import { serialize } from 'node:v8';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  ConnectionLostError,
  ManagedDict,
  ManagedList,
  ManagedLock,
  ManagedValue,
  Manager,
  NotOwnerError,
  OwnerDiedError,
  Queue,
  TimeoutError,
} from '../src/index.ts';
import { serveLock } from '../src/manager/lock.ts';
import type { Call } from '../src/rpc/server.ts';
import { nested } from './fixtures/nested.ts';
import { startChild } from './fixtures/start-child.ts';
import { startThread } from './fixtures/start-thread.ts';

async function startManager() {
  const manager = await Manager.start();
  onTestFinished(() => manager.close());
  return manager;
}

describe('the lesson', () => {
  test('five values each from two processes are all in the shared list', async () => {
    const manager = await startManager();
    const list = manager.list<number>();
    const children = [1, 2].map((me) => startChild('appendFive', { list: list.handle, me }));
    expect(await Promise.all(children.map((child) => child.ended))).toEqual([0, 0]);
    expect((await list.toArray()).sort()).toEqual([10, 11, 12, 13, 14, 20, 21, 22, 23, 24]);
  });
});

describe('a list', () => {
  test('does what a list does', async () => {
    const list = (await startManager()).list(['a']);
    expect(await list.append('b', 'c')).toBe(3);
    expect([await list.get(0), await list.get(-1)]).toEqual(['a', 'c']);
    await list.set(-2, 'B');
    expect(await list.pop(0)).toBe('a');
    expect(await list.pop()).toBe('c');
    expect([await list.length(), await list.toArray()]).toEqual([1, ['B']]);
    for (const bad of [1, -2, 0.5, Number.NaN]) await expect(list.get(bad)).rejects.toThrow(RangeError);
    await expect(list.pop(7)).rejects.toThrow('index 7 is outside a list of 1');
  });

  test('gives copies: changing one changes nothing in the list', async () => {
    const list = (await startManager()).list([{ n: 1 }]);
    const copy = await list.get(0);
    copy.n = 2;
    expect(await list.get(0)).toEqual({ n: 1 });
  });

  test('holds copies: changing what was given changes nothing in the list', async () => {
    const [first, second] = [{ n: 1 }, { n: 1 }];
    const list = (await startManager()).list([first]);
    const appended = list.append(second);
    first.n = second.n = 2;
    await appended;
    expect(await list.toArray()).toEqual([{ n: 1 }, { n: 1 }]);
  });

  test('gives what it held at the moment of the call, whatever calls came right after', async () => {
    const list = (await startManager()).list([{ n: 1 }, { n: 2 }]);
    const [all, one, again] = await Promise.all([list.toArray(), list.get(0), list.get(0), list.pop()]);
    expect(all).toEqual([{ n: 1 }, { n: 2 }]);
    expect(one).not.toBe(again);
  });

  test('keeps the order of calls that were not waited for', async () => {
    const list = (await startManager()).list<unknown>();
    // Plain data, what only structured clone knows, and what is too large to be copied once more: each is framed in its own way.
    const values: unknown[] = Array.from({ length: 3_000 }, (_, i) => (i % 3 === 0 && i < 900 ? BigInt(i) : i));
    values[250] = 'long'.repeat(10_000);
    await Promise.all(values.map((value) => list.append(value)));
    expect(await list.toArray()).toEqual(values);
  });

  test('carries large values whole', async () => {
    const list = (await startManager()).list<Uint8Array>();
    const large = new Uint8Array(3_000_000).map((_, i) => i);
    await Promise.all([list.append(large), list.append(new Uint8Array(10))]);
    expect(Buffer.compare(await list.get(0), large)).toBe(0);
    expect(await list.length()).toBe(2);
  });
});

test('a dict does what a dict does', async () => {
  const dict = (await startManager()).dict<string, number>([['a', 1]]);
  await dict.set('b', 2);
  expect([await dict.get('a'), await dict.get('c'), await dict.has('b')]).toEqual([1, undefined, true]);
  expect([await dict.setDefault('a', 9), await dict.setDefault('c', 3)]).toEqual([1, 3]);
  expect([await dict.delete('a'), await dict.delete('a'), await dict.size()]).toEqual([true, false, 2]);
  expect(await dict.toMap()).toEqual(new Map(Object.entries({ b: 2, c: 3 })));
  const [before] = await Promise.all([dict.toMap(), dict.set('d', 4)]);
  expect(before).toEqual(new Map(Object.entries({ b: 2, c: 3 })));
});

test('a value is replaced and read', async () => {
  const value = (await startManager()).value<unknown>('first');
  expect(await value.get()).toBe('first');
  const date = new Date(0);
  const isSet = value.set(date);
  date.setFullYear(2000);
  await isSet;
  expect(await value.get()).toEqual(new Date(0));
});

describe('a lock', () => {
  test('makes a read and a write one step, between processes and threads', async () => {
    const manager = await startManager();
    const value = manager.value(0);
    const data = { lock: manager.lock().handle, value: value.handle, times: 50 };
    const others = [startChild('countUp', data), startThread('countUp', data)];
    const lock = ManagedLock.from(data.lock);
    for (let i = 0; i < 50; i++) await lock.withLockAsync(async () => value.set((await value.get()) + 1));
    await Promise.all(others.map((other) => other.ended));
    expect(await value.get()).toBe(150);
  });

  test('waits in the order of asking, times out, and can be called off', async () => {
    const lock = (await startManager()).lock();
    await lock.acquireAsync();
    await expect(lock.acquireAsync({ timeoutMs: 3 })).rejects.toThrow(TimeoutError);
    await expect(lock.acquireAsync({ timeoutMs: -3 })).rejects.toThrow(RangeError);
    const controller = new AbortController();
    const calledOff = lock.acquireAsync({ signal: controller.signal });
    const order: number[] = [];
    const next = [1, 2].map((i) => lock.withLockAsync(() => order.push(i), { timeoutMs: 60_000 }));
    controller.abort(new Error('off'));
    await expect(calledOff).rejects.toThrow('off');
    await expect(lock.acquireAsync({ signal: controller.signal })).rejects.toThrow('off');
    await lock.releaseAsync();
    await Promise.all(next);
    expect(order).toEqual([1, 2]);
  });

  test('is released only by who holds it', async () => {
    const lock = (await startManager()).lock();
    await expect(lock.releaseAsync()).rejects.toThrow(NotOwnerError);
    await using child = startChild('holdManagedLock', { lock: lock.handle });
    expect(await child.said()).toBe('held');
    await expect(lock.releaseAsync()).rejects.toThrow('another client holds it');
  });

  test('whose owner is killed is reported to every waiter and whoever comes later, until it is recovered', async () => {
    const lock = (await startManager()).lock();
    await using child = startChild('holdManagedLock', { lock: lock.handle });
    expect(await child.said()).toBe('held');
    const waiting = [lock.acquireAsync(), lock.acquireAsync()];
    const outcomes = Promise.allSettled(waiting);
    await child[Symbol.asyncDispose]();
    for (const outcome of await outcomes) {
      expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(OwnerDiedError);
    }
    await expect(lock.acquireAsync()).rejects.toThrow(OwnerDiedError);
    await lock.recoverAsync();
    await lock.releaseAsync();
    await lock.withLockAsync(() => {});
  });

  test('whose owner is killed goes to the first who waits to recover it, and the next one waits on', async () => {
    const lock = (await startManager()).lock();
    await using child = startChild('holdManagedLock', { lock: lock.handle });
    expect(await child.said()).toBe('held');
    const acquiring = lock.acquireAsync();
    const order: number[] = [];
    const recovering = [1, 2].map((i) => lock.recoverAsync().then(() => order.push(i)));
    const outcomes = Promise.allSettled([acquiring]);
    // The manager reads calls in order: once this is answered, the others wait.
    await expect(lock.releaseAsync()).rejects.toThrow(NotOwnerError);
    await child[Symbol.asyncDispose]();
    expect(await outcomes).toMatchObject([{ reason: { name: 'OwnerDiedError' } }]);
    await recovering[0];
    expect(order).toEqual([1]);
    await lock.releaseAsync();
    await recovering[1];
    await lock.releaseAsync();
    await lock.withLockAsync(() => {});
  });

  test('is waited for as long as asked, and no shorter, however long that is', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { acquire } = serveLock().methods as { acquire: (call: Call, ...args: unknown[]) => Promise<void> };
    const call = { client: { isAlive: true }, signal: new AbortController().signal };
    await acquire(call, false);
    const days = 24 * 60 * 60 * 1_000;
    const over: string[] = [];
    acquire(call, false, 60 * days).catch((error: Error) => over.push(error.message));
    acquire(call, false, Number.POSITIVE_INFINITY).catch((error: Error) => over.push(error.message));
    await vi.advanceTimersByTimeAsync(60 * days - 1);
    expect(over).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(over).toEqual([`the lock was not free within ${60 * days} ms`]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a connection', () => {
  test('with a wrong token is refused before anything is decoded', async () => {
    const { handle } = (await startManager()).list<number>();
    const forged = ManagedList.from<number>({ ...handle, token: '00'.repeat(32) });
    await expect(forged.length()).rejects.toThrow(ConnectionLostError);
    await expect(ManagedList.from<number>(handle).append(1)).resolves.toBe(1);
  });

  test('may bring its token and messages in any pieces', async () => {
    const list = (await startManager()).list<number>();
    const body = serialize([['call', 1, list.handle.target, 'append', [7]]]);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(body.length);
    const bytes = Buffer.concat([Buffer.from(list.handle.token, 'hex'), head, body]);
    for (const piece of [1, 10, 33, 35, 40]) {
      const socket = connect(list.handle.path).setNoDelay();
      const answered = new Promise((resolve) => socket.once('data', resolve));
      for (let at = 0; at < bytes.length; at += piece) {
        await new Promise((resolve) => socket.write(bytes.subarray(at, at + piece), resolve));
      }
      await answered;
      socket.destroy();
    }
    expect(await list.toArray()).toEqual([7, 7, 7, 7, 7]);
  });

  test('that sends what is no message is closed, and the others go on', async () => {
    const list = (await startManager()).list<number>();
    for (const body of [Buffer.from('no message'), serialize([7])]) {
      const head = Buffer.alloc(4);
      head.writeUInt32LE(body.length);
      const socket = connect(list.handle.path);
      const closed = new Promise((resolve) => socket.resume().once('close', resolve));
      socket.write(Buffer.concat([Buffer.from(list.handle.token, 'hex'), head, body]));
      await closed;
    }
    expect(await list.append(1)).toBe(1);
  });

  test('to a manager that is gone rejects, before and during a call', async () => {
    const manager = await Manager.start();
    const lock = manager.lock();
    await lock.acquireAsync();
    const waiting = lock.acquireAsync();
    waiting.catch(() => {});
    await manager.close();
    await expect(waiting).rejects.toThrow(ConnectionLostError);
    await expect(lock.acquireAsync()).rejects.toThrow(/use a handle of a running server/);
  });

  test('asks only for what is served', async () => {
    const manager = await startManager();
    const { handle } = manager.list<number>();
    const wrongTarget = ManagedValue.from({ ...handle, type: 'ManagedValue', target: '99' });
    await expect(wrongTarget.get()).rejects.toThrow('nothing is served as 99.get');
    const wrongClass = ManagedDict.from({ ...handle, type: 'ManagedDict' });
    await expect(wrongClass.has('length')).rejects.toThrow(TypeError);
  });

  test('cannot be blocked on by the very thread that answers it', async () => {
    await using served = await new Queue().serve();
    expect(() => Queue.from(served.handle).get()).toThrow('serves');
  });
});

test('the socket is for this user only, and is gone after close', async () => {
  const manager = await Manager.start();
  const { path } = manager.list().handle;
  expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([0o600, 0o700]);
  await manager.close();
  expect(existsSync(dirname(path))).toBe(false);
});

test.for([true, false])(
  'a process ends although nobody closed its manager, and leaves no socket (exit: %s)',
  async (exit) => {
    await using child = startChild('leaveManager', { exit });
    const path = (await child.said()) as string;
    expect(await child.ended).toBe(0);
    expect(existsSync(dirname(path))).toBe(false);
  },
);

test('a handle is refused by every other class, by name', async () => {
  const manager = await startManager();
  expect(() => ManagedList.from(manager.value(1).handle as never)).toThrow('given a handle of type "ManagedValue"');
  expect(() => ManagedLock.from(undefined as never)).toThrow('ManagedLock.from was given undefined');
});

test('a handle that lost something on the way is refused with what it has left', async () => {
  const { token: _token, ...bare } = (await startManager()).list().handle;
  expect(() => ManagedList.from(bare as never)).toThrow(
    'handle of type "ManagedList" with the keys [type,path,target]',
  );
  expect(() => ManagedList.from({ ...bare, token: 'short' })).toThrow(TypeError);
});

test('a connection that cannot be accepted harms nobody else, however often that happens', async () => {
  const createServer = vi.spyOn(process.getBuiltinModule('node:net'), 'createServer');
  onTestFinished(() => createServer.mockRestore());
  const list = (await startManager()).list([1]);
  const server = createServer.mock.results[0]?.value as Server;
  // What Node does when the process is out of file descriptors.
  for (let i = 0; i < 3; i++) server.emit('error', new Error('accept EMFILE'));
  expect(await list.length()).toBe(1);
});

test('a value that cannot be copied is refused, and the connection goes on', async () => {
  const value = (await startManager()).value<unknown>(1);
  const [refused, accepted] = [value.set(() => 1), value.set(1)];
  await expect(refused).rejects.toThrow(/could not be cloned/);
  await accepted;
  expect(await value.get()).toBe(1);
});

test('a value that is nested too deeply to be read is refused, and harms nobody else on the connection', async () => {
  const manager = await startManager();
  const [list, lock] = [manager.list<unknown>(), manager.lock()];
  await lock.acquireAsync();
  const [refused, accepted] = [list.append(nested(3_000)), list.append(nested(900))];
  await expect(refused).rejects.toThrow('nested deeper than 1000 levels');
  expect(await accepted).toBe(1);
  expect(await list.toArray()).toEqual([nested(900)]);
  await lock.releaseAsync();
});

test('a value as deep as may be goes in and comes out in every way', async () => {
  const manager = await startManager();
  const deep = nested(1_000);
  const [list, dict, value] = [manager.list([nested(999)]), manager.dict<string, unknown>(), manager.value(deep)];
  await list.append(deep, deep);
  await dict.set('key', deep);
  const lasts = [(await list.toArray()).at(-1), (await dict.toMap()).get('key'), await list.pop()];
  for (const one of [...lasts, await dict.get('key'), await value.get()]) expect(one).toEqual(deep);
  await expect(list.append(nested(1_001))).rejects.toThrow(RangeError);
  expect(() => manager.value(nested(1_001))).toThrow(RangeError);
});
