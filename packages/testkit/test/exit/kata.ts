/** What programs of these tests work with: a kata that leaves things behind. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { Worker } from 'node:worker_threads';

// @ts-expect-error: nothing that can be erased, so whoever loads this compiles it.
export enum Answer {
  Right = 42,
}

export class Counter {
  readonly from: number;
  constructor(from: number) {
    this.from = from;
  }
}

export async function leave(what: 'timer' | 'worker' | 'busy worker' | 'child' | 'server' | 'nothing'): Promise<void> {
  if (what === 'timer') setTimeout(() => {}, 1e6);
  // Nobody ends it: whoever left it is killed.
  if (what === 'child') spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' });
  if (what === 'server') createServer().listen(0, '127.0.0.1');
  if (what === 'busy worker') new Worker('for (;;);', { eval: true });
  if (what === 'worker') {
    const worker = new Worker('require("node:worker_threads").parentPort.on("message", () => {})', { eval: true });
    worker.on('message', () => {});
  }
}

/** Work that nobody waits for, and that keeps no process alive. */
export async function goOn(threads: number): Promise<void> {
  for (let i = 0; i < threads; i++) new Worker('for (;;);', { eval: true }).unref();
}

export async function refuse(): Promise<never> {
  throw new RangeError('not this one');
}

export async function exit(code: number): Promise<void> {
  process.exit(code);
}

export async function failLater(): Promise<void> {
  setImmediate(() => {
    throw new Error('nobody caught me');
  });
}
