/** How an attack that knows the protocol speaks it past the host. */
import { writeSync } from 'node:fs';
import { serialize } from 'node:v8';

const ANSWERS = 4;

/** The key that marks special values on the wire. */
export const TAG = '\u0000paralelo';

export function sendBytes(bytes: Uint8Array): void {
  for (let sent = 0; sent < bytes.byteLength; ) sent += writeSync(ANSWERS, bytes, sent);
}

export function sendFrame(payload: Uint8Array): void {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(payload.byteLength);
  sendBytes(Buffer.concat([header, payload]));
}

export function sendMessage(message: unknown): void {
  sendFrame(serialize(message));
}

/** The first request of a fresh subject has the number 1, the second 2. */
export function answer(value: unknown, id = 1): void {
  sendMessage({ type: 'answer', id, outcome: { ok: true, value } });
}

export function refuse(error: unknown, id = 1): void {
  sendMessage({ type: 'answer', id, outcome: { ok: false, error } });
}

/** `2 ** levels` leaves in a few hundred bytes: every level holds the one below twice. */
export function billionLaughs(levels: number): unknown {
  let value: unknown = 'ha';
  for (let i = 0; i < levels; i += 1) value = [value, value];
  return value;
}
