import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { ConnectionLostError, DeadlockError } from '../errors.ts';
import { allocateWords } from '../waiting/shared-words.ts';
import { SLICE_MS } from '../waiting/steps.ts';
import { isThreadAlive } from '../waiting/thread-identity.ts';
import type { ObjectAddress, Response } from './protocol.ts';
import { isServedHere } from './server.ts';
import { fromWire } from './wire-error.ts';

/** What the bridge is asked; one at a time, because who asks is blocked until the answer. */
export interface BridgeRequest {
  readonly address: ObjectAddress;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** What the bridge thread is born with. */
export interface BridgeData {
  readonly port: MessagePort;
  readonly words: Int32Array;
}

/** Counts answers; the one who asked sleeps on it. */
export const ANSWERS = 0;
/** 1 once the bridge thread has taken its identity: before that, it cannot be told from a dead thread. */
export const READY = 1;

interface Bridge {
  readonly port: MessagePort;
  readonly words: Int32Array;
  readonly identity: number;
}

let bridge: Bridge | undefined;

/**
 * Calls a method of a served object and blocks this thread until the answer. A socket needs an event loop, and this
 * thread's is blocked: so a bridge thread, started on first use, owns the socket and answers through shared memory.
 *
 * @throws as `call` of connection.ts; DeadlockError when this very thread is the server.
 */
export function callBlocking(address: ObjectAddress, method: string, args: readonly unknown[]): unknown {
  if (isServedHere(address.path)) {
    throw new DeadlockError(
      `this thread serves ${address.path} itself and could not answer while it blocks: use the original object, or the ` +
        'asynchronous form',
    );
  }
  bridge ??= startBridge();
  const { port, words, identity } = bridge;
  const before = Atomics.load(words, ANSWERS);
  port.postMessage({ address, method, args } satisfies BridgeRequest);
  while (Atomics.load(words, ANSWERS) === before) {
    if (Atomics.wait(words, ANSWERS, before, SLICE_MS) !== 'timed-out') continue;
    const isDead = Atomics.load(words, READY) === 1 && !isThreadAlive(identity);
    if (!isDead || Atomics.load(words, ANSWERS) !== before) continue;
    bridge = undefined;
    throw new ConnectionLostError('the bridge thread that waits on behalf of this one has died: try the call again');
  }
  const received = receiveMessageOnPort(port) as { message: Response };
  const [, outcome, content] = received.message;
  if (outcome === 'value') return content;
  throw fromWire(content);
}

function startBridge(): Bridge {
  const { port1: port, port2: theirs } = new MessageChannel();
  const words = allocateWords(2);
  const workerData: BridgeData = { port: theirs, words };
  const worker = new Worker(new URL('./bridge-thread.ts', import.meta.url), { workerData, transferList: [theirs] });
  worker.unref();
  port.unref();
  return { port, words, identity: worker.threadId + 1 };
}
