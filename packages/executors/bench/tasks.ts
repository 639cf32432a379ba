/** The work that every contender does: plain exported functions of one argument. */
import { task } from '../src/task.ts';
import { transfer } from '../src/transfer.ts';

const url = import.meta.url;

export const noop = task(url, function noop(n: number): number {
  return n;
});

/** Keeps one core busy for `microseconds`. */
export const spin = task(url, function spin(microseconds: number): number {
  const end = performance.now() + microseconds / 1000;
  while (performance.now() < end);
  return microseconds;
});

export const echo = task(url, function echo(value: unknown): unknown {
  return value;
});

export type BenchTask = 'noop' | 'spin' | 'echo';

/** Moves the bytes back where they came from. */
export const send = task(url, function send(bytes: Uint8Array): Uint8Array {
  return transfer(bytes, [bytes.buffer as ArrayBuffer]);
});
