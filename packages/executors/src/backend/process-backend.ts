import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { notDecodable } from '../failure.ts';
import type { Failure, FromWorker, RunBatch } from '../protocol.ts';
import type { Spawn, WorkerExit } from './backend.ts';
import { processExecArgv } from './exec-argv.ts';
import { encodeFrame, type FrameLabel, FrameReader } from './frames.ts';

export interface ProcessSettings {
  readonly env?: NodeJS.ProcessEnv | undefined;
}

const START = fileURLToPath(new URL('../entry/start.mjs', import.meta.url));
const MAIN = new URL('../entry/process-worker.ts', import.meta.url).href;

function labelOf({ taskId, first, calls }: RunBatch): FrameLabel {
  return { taskId, first, calls: calls.length };
}

/** Stands in for a message that arrived and cannot be decoded: what it was about has failed. */
function unreadable({ taskId, calls }: FrameLabel, cause: unknown): FromWorker {
  const failure = notDecodable('results', cause);
  if (calls === 0) return { kind: 'initializer-failed', failure };
  const failures = Array.from({ length: calls }, (_, index): [number, Failure] => [index, failure]);
  return { kind: 'outcomes', taskId, values: new Array(calls), failures, busyMs: 0 };
}

/** Workers as child processes, with one pipe for calls and one, read by a thread of its own there, for control. */
export function processBackend(settings: ProcessSettings): Spawn {
  return (_workerId, events) => {
    const child = spawn(process.execPath, [...processExecArgv(), START, MAIN], {
      stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'pipe'],
      env: settings.env ?? process.env,
      windowsHide: true,
    });
    let error: unknown;
    let ended = false;
    const end = (exit: WorkerExit): void => {
      if (ended) return;
      ended = true;
      events.onExit(exit);
    };
    // Before anything that may throw: an 'error' without a listener would end the host.
    child.on('error', (cause) => {
      error = cause;
      // Without a process id it never ran, and no 'close' will follow.
      if (child.pid === undefined) end({ error });
    });
    // Node makes no pipes when it has no descriptor left for them; the 'error' is still to come.
    const [, , , calls, control] = (child.stdio ?? []) as (Socket | undefined)[];
    const replies: ((first: number) => void)[] = [];

    const frames = new FrameReader(
      (message) => events.onMessage(message as FromWorker),
      (label, cause) => events.onMessage(unreadable(label, cause)),
    );
    calls?.on('data', (chunk: Buffer) => frames.read(chunk));
    control?.on('data', (chunk: Buffer) => {
      for (let at = 0; at + 4 <= chunk.length; at += 4) replies.shift()?.(chunk.readInt32LE(at));
    });
    // A worker that dies breaks its pipes: how it died is told by the process itself.
    for (const pipe of [calls, control]) pipe?.on('error', () => {});
    // 'close' comes after the last byte of the pipes, so no outcome that was sent is lost.
    child.on('close', (exitCode, signal) =>
      end({ exitCode: exitCode ?? undefined, signal: signal ?? undefined, error }),
    );

    return {
      label: `process ${child.pid}`,
      pid: child.pid,
      send(message) {
        if (!calls) return;
        // A snapshot: the caller may change its arguments before a full pipe has taken them.
        const parts = encodeFrame(message, true, message.kind === 'run' ? labelOf(message) : undefined);
        calls.cork();
        for (const part of parts) calls.write(part);
        calls.uncork();
      },
      revoke(upTo, reply) {
        replies.push(reply);
        const word = Buffer.alloc(4);
        word.writeInt32LE(upTo);
        control?.write(word);
      },
      ref() {
        for (const handle of [child, calls, control]) handle?.ref();
      },
      unref() {
        for (const handle of [child, calls, control]) handle?.unref();
      },
      kill: (force) => void child.kill(force ? 'SIGKILL' : 'SIGTERM'),
    };
  };
}
