import { readSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { deserialize, serialize } from 'node:v8';
import { FrameReader, frame, HEADER_BYTES } from './framing.ts';
import type { FromSubject, Reply, ToSubject } from './protocol.ts';

const CALLS = 3;
const ANSWERS = 4;
const REPLIES = 5;

/** The judge is trusted; the cap only turns a broken pipe's garbage into an error. */
const MAX_FRAME_BYTES = 2 ** 31 - 1;

/** Writes a message to the judge and returns when all of it is in the pipe: an exit right after loses nothing. */
export function send(message: FromSubject): void {
  const bytes = frame(serialize(message));
  for (let sent = 0; sent < bytes.byteLength; ) sent += writeSync(ANSWERS, bytes, sent);
}

function readExactly(bytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(bytes);
  for (let got = 0; got < bytes; ) {
    const read = readSync(REPLIES, buffer, got, bytes - got, null);
    if (read === 0) process.exit(1); // the judge is gone
    got += read;
  }
  return buffer;
}

/** Waits, blocking the thread, for the judge's reply to the callback that was just sent. */
export function receiveReply(): Reply {
  return deserialize(readExactly(readExactly(HEADER_BYTES).readUInt32BE(0))) as Reply;
}

/**
 * Calls `handle` for every message of the judge. A socket, not a file stream: reading must not hold a pool thread.
 *
 * @returns what keeps this process alive for the judge
 */
export function receive(handle: (message: ToSubject) => void): Socket {
  const frames = new FrameReader(MAX_FRAME_BYTES);
  const socket = new Socket({ fd: CALLS, readable: true, writable: false });
  socket.on('data', (chunk: Buffer) => {
    for (const payload of frames.push(chunk)) handle(deserialize(payload) as ToSubject);
  });
  socket.on('error', () => process.exit(1));
  socket.on('end', () => process.exit(0));
  return socket;
}
