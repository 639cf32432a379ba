import { expect, test, vi } from 'vitest';
import { ConnectionLostError } from '../src/index.ts';
import { callBlocking } from '../src/rpc/bridge.ts';

const nobody = { path: '/nowhere/at/all', token: '00'.repeat(32), target: '0' };

test('a bridge that never comes up means ConnectionLostError with nothing asked, and the next call starts another', () => {
  // The limit passes at once: no time goes by, and the thread has had none to start in.
  const wait = vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out');
  try {
    expect(() => callBlocking(nobody, 'size', [])).toThrow(/has not started.*nothing was asked/);
  } finally {
    wait.mockRestore();
  }
  expect(() => callBlocking(nobody, 'size', [])).toThrow(ConnectionLostError);
  expect(() => callBlocking(nobody, 'size', [])).toThrow(/closed the connection before it answered/);
});
