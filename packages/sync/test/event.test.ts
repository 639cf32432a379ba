import { expect, test } from 'vitest';
import { Event, TimeoutError } from '../src/index.ts';
import { Gate } from './fixtures/gate.ts';
import { startThread } from './fixtures/start-thread.ts';

test('an event is set and cleared, and doing it twice changes nothing', () => {
  const event = new Event();
  const seen = [event.isSet];
  for (const change of [event.set, event.set, event.clear, event.clear, event.set]) {
    change.call(event);
    seen.push(event.isSet);
  }
  expect(seen).toEqual([false, true, true, false, false, true]);
});

test('a set event lets everybody pass at once', async () => {
  const event = new Event();
  event.set();
  event.wait();
  await event.waitAsync();
});

test('one set wakes every waiter, blocked or not', async () => {
  const event = new Event();
  const gates = [new Gate(), new Gate()];
  const threads = gates.map((gate) => startThread('awaitEvent', { event: event.handle, waiting: gate.words }));
  const here = [event.waitAsync(), event.waitAsync()];
  await Promise.all(gates.map((gate) => gate.opened()));
  event.set();
  await Promise.all(here);
  expect(await Promise.all(threads.map((thread) => thread.result))).toEqual(['came', 'came']);
});

test('a set followed at once by a clear still frees who waited', async () => {
  const event = new Event();
  const waiting = event.waitAsync();
  event.set();
  event.clear();
  await waiting;
  expect(event.isSet).toBe(false);
});

test('a wait for an event that does not come times out or is aborted', async () => {
  const event = new Event();
  expect(() => event.wait({ timeoutMs: 3 })).toThrow(TimeoutError);
  await expect(event.waitAsync({ timeoutMs: 3 })).rejects.toThrow('not set within 3 ms');
  const controller = new AbortController();
  const waiting = event.waitAsync({ signal: controller.signal });
  controller.abort(new Error('off'));
  await expect(waiting).rejects.toThrow('off');
});
