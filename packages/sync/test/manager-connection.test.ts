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
  Queue,
} from '../src/index.ts';
import { startChild } from './fixtures/start-child.ts';
import { startManager } from './fixtures/start-manager.ts';

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
