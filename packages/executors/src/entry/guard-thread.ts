/**
 * Stands beside the tasks of a child process, because a task in a long loop cannot answer for itself:
 * takes unstarted calls back when the pool asks, and ends the process when the pool's host is gone.
 */
import { Socket } from 'node:net';
import { workerData } from 'node:worker_threads';

const CONTROL_FD = 4;
// An idle process sees the end of its line itself, and exits in good order.
const GRACE_MS = 200;

const claims = new Int32Array(workerData.claims);
const control = new Socket({ fd: CONTROL_FD, readable: true, writable: true });
const word = Buffer.alloc(4);
let filled = 0;

control.on('data', (chunk: Buffer) => {
  for (const byte of chunk) {
    word[filled] = byte;
    filled = (filled + 1) % 4;
    if (filled !== 0) continue;
    const first = Atomics.exchange(claims, 0, word.readInt32LE());
    const answer = Buffer.alloc(4);
    answer.writeInt32LE(first);
    control.write(answer);
  }
});
control.on('error', endProcess);
control.on('end', endProcess);

function endProcess(): void {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS);
}
