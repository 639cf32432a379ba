import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Spawn } from './backend.ts';
import { threadExecArgv } from './exec-argv.ts';

export interface ThreadSettings {
  readonly namePrefix: string;
  readonly resourceLimits?: ResourceLimits | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
}

const START = new URL('../entry/start.mjs', import.meta.url);
const MAIN = new URL('../entry/thread-worker.ts', import.meta.url).href;

/** Workers as threads of this process. */
export function threadBackend(settings: ThreadSettings): Spawn {
  return (workerId, events) => {
    const claims = new Int32Array(new SharedArrayBuffer(4));
    const execArgv = threadExecArgv();
    const worker = new Worker(START, {
      name: `${settings.namePrefix}_${workerId}`,
      workerData: { main: MAIN, claims: claims.buffer },
      ...(execArgv ? { execArgv } : {}),
      ...(settings.resourceLimits ? { resourceLimits: settings.resourceLimits } : {}),
      ...(settings.env ? { env: settings.env } : {}),
    });
    let error: unknown;
    worker.on('message', events.onMessage);
    worker.on('messageerror', (cause) => {
      error = new Error('a result nests too deep to be decoded: return flatter data', { cause });
      void worker.terminate();
    });
    worker.on('error', (cause) => {
      error = cause;
    });
    worker.on('exit', (exitCode) => events.onExit({ exitCode, error }));
    return {
      label: `thread ${worker.threadId}`,
      send: (message, transfers) => worker.postMessage(message, transfers),
      // Exact, because both sides change the number atomically: a call below it has started, the others never will.
      revoke: (end, reply) => reply(Atomics.exchange(claims, 0, end)),
      ref: () => worker.ref(),
      unref: () => worker.unref(),
      kill: () => void worker.terminate(),
    };
  };
}
