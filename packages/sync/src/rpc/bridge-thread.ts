import { workerData } from 'node:worker_threads';
import { ANSWERS, type BridgeData, type BridgeRequest, READY } from './bridge.ts';
import { call } from './connection.ts';
import type { Response } from './protocol.ts';
import { toWire } from './wire-error.ts';

const { port, words } = workerData as BridgeData;
// The imports above have taken this thread's identity.
Atomics.store(words, READY, 1);
Atomics.notify(words, READY);

port.on('message', async ({ address, method, args }: BridgeRequest) => {
  let response: Response;
  try {
    response = [0, 'value', await call(address, method, args)];
  } catch (error) {
    response = [0, 'error', toWire(error)];
  }
  // First the message, then the count: who sees the count finds the message.
  port.postMessage(response);
  Atomics.add(words, ANSWERS, 1);
  Atomics.notify(words, ANSWERS);
});
