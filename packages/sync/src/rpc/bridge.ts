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
/** A thread takes 50 ms to start, a second on a busy machine; only one that died on the way, unseen, takes this long. */
const START_LIMIT_MS = 30_000;

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
    if (isThreadAlive(identity) || Atomics.load(words, ANSWERS) !== before) continue;
    bridge = undefined;
    throw new ConnectionLostError('the bridge thread that waits on behalf of this one has died: try the call again');
  }
  const received = receiveMessageOnPort(port) as { message: Response };
  const [, outcome, content] = received.message;
  if (outcome === 'value') return content;
  throw fromWire(content);
}

/** Returns once the bridge can be told from a dead thread, so that nothing is asked of one that never comes up. */
function startBridge(): Bridge {
  const { port1: port, port2: theirs } = new MessageChannel();
  const words = allocateWords(2);
  const workerData: BridgeData = { port: theirs, words };
  const worker = new Worker(new URL('./bridge-thread.ts', import.meta.url), {
    workerData,
    transferList: [theirs],
    // It needs none of the host's flags, and some (--input-type, --eval …) end a thread before its first line.
    execArgv: [],
  });
  // Who blocks is told below or by callBlocking; without a listener the same failure would also end the process.
  worker.on('error', () => {});
  worker.unref();
  port.unref();
  if (Atomics.wait(words, READY, 0, START_LIMIT_MS) === 'timed-out') {
    void worker.terminate();
    throw new ConnectionLostError(
      `the bridge thread that waits on behalf of this one has not started within ${START_LIMIT_MS} ms; nothing was asked: ` +
        'look for what ends threads early (NODE_OPTIONS, a preload), try again, or use the asynchronous form',
    );
  }
  return { port, words, identity: worker.threadId + 1 };
}
