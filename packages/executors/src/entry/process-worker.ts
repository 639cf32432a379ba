import { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { encodeFrame, type FrameLabel, FrameReader } from '../backend/frames.ts';
import type { Outcomes } from '../protocol.ts';
import { TaskRunner } from './task-runner.ts';

const CALLS_FD = 3;
/** What is read at once: as much as a Unix socket holds. */
const READ_BYTES = 256 * 1024;
const frames = new FrameReader(
  (message) => runner.receive(message as never),
  (label, cause) => runner.receive({ kind: 'unreadable', label, cause }),
);
// Always the same memory, past the stream machinery, which would allocate it anew for each 64 KiB. A frame is copied out of it
// before the next read.
const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
const callback = (length: number): boolean => {
  frames.read(buffer.subarray(0, length));
  return true;
};
const line = new Socket({ fd: CALLS_FD, readable: true, writable: true, onread: { buffer, callback } });
const claims = new Int32Array(new SharedArrayBuffer(4));

const runner = new TaskRunner({
  claims,
  send(message) {
    // A full pipe must be emptied before the next call, which may crash or block this process.
    // Encoding may throw, so it comes before anything is held back.
    const parts = encodeFrame(message, false, message.kind === 'outcomes' ? labelOf(message) : undefined);
    let hasRoom = true;
    line.cork();
    for (const part of parts) hasRoom = line.write(part);
    line.uncork();
    if (hasRoom) return undefined;
    return new Promise((resolve) => line.once('drain', resolve));
  },
});

function labelOf({ taskId, values }: Outcomes): FrameLabel {
  return { taskId, first: 0, calls: values.length };
}

// What only the host could end must end with the host: this loop may never turn again once a task runs.
const guard = new Worker(new URL('./start.mjs', import.meta.url), {
  workerData: { main: new URL('./guard-thread.ts', import.meta.url).href, claims: claims.buffer },
  execArgv: [],
  env: {},
});
guard.unref();

line.on('end', () => process.exit());
line.on('error', () => process.exit());
