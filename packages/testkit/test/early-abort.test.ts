import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { expectEarlyAbortHeard } from '../src/early-abort.ts';

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

it('goes through where every abort is heard, in the line after the call and a moment later', async () => {
  let calls = 0;
  await expectEarlyAbortHeard('call()', (signal) => () => {
    calls++;
    return aborted(signal);
  });
  expect(calls).toBe(2);
});

it('waits for who prepares the call', async () => {
  await expectEarlyAbortHeard('call()', async (signal) => {
    await sleep(1);
    return () => aborted(signal);
  });
});

it('says that a call went through', async () => {
  const running = expectEarlyAbortHeard('call()', () => async () => 7);
  await expect(running).rejects.toThrow(/^call\(\), aborted in the line after the call, must throw or reject/);
});

it('fails where another error than the reason is thrown, and where only the later abort is heard', async () => {
  const other = expectEarlyAbortHeard('call()', () => () => Promise.reject(new Error('another')));
  await expect(other).rejects.toThrow('must reject with signal.reason itself, not with Error: another');
  const listensLate = async (signal: AbortSignal) => {
    await sleep(5);
    return signal.aborted ? 'went through' : aborted(signal);
  };
  await expect(expectEarlyAbortHeard('call()', (signal) => () => listensLate(signal))).rejects.toThrow('went through');
});
