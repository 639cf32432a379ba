import type { Socket } from 'node:net';
import { decodeClone, encodeClone, exactJson } from '../codec/clone.ts';

const HEADER_BYTES = 4;
/** Below this, one copy is cheaper than a second piece. */
const COPY_BELOW_BYTES = 32 * 1024;
/**
 * Levels between a frame and a value in it: the list of messages, the message, the list of arguments (or, in an answer, all
 * that a list or dict holds). The same both ways, so that what could be given can be had again.
 */
const ENVELOPE = 3;
/** Texts in a frame at most, so that together they are far from the longest string there can be. */
const MOST_TEXTS = 1_000;

/**
 * Writes messages to a socket, in frames: a length (32 bits, little endian), then the structured clone of a list of messages.
 *
 * A message is cloned when it is posted, by itself: what changes later does not show, and no two messages share an object.
 * Short texts that follow each other are joined to one frame, and all that is posted in one turn of the event loop goes out
 * in one write: framing and writing cost about the same for 1 small message and for 50.
 */
export class Outbox {
  readonly #socket: Socket;
  #frames: Buffer[] = [];
  #texts: string[] = [];
  #isFlushDue = false;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Sends a message soon, as it is now. @throws as `encodeClone`, and then nothing is sent. */
  post(message: unknown): void {
    const text = exactJson(message);
    if (text !== undefined && text.length < COPY_BELOW_BYTES) {
      if (this.#texts.push(text) === MOST_TEXTS) this.#frameTexts();
    } else {
      const body = text === undefined ? encodeClone([message], ENVELOPE) : Buffer.from(`[${text}]`);
      this.#frameTexts();
      this.#frame(body);
    }
    if (this.#isFlushDue) return;
    this.#isFlushDue = true;
    process.nextTick(() => this.#flush());
  }

  #frameTexts(): void {
    if (this.#texts.length === 0) return;
    this.#frame(Buffer.from(`[${this.#texts.join(',')}]`));
    this.#texts = [];
  }

  #frame(body: Buffer): void {
    const isSmall = body.length < COPY_BELOW_BYTES;
    const head = Buffer.allocUnsafe(isSmall ? HEADER_BYTES + body.length : HEADER_BYTES);
    head.writeUInt32LE(body.length);
    if (isSmall) body.copy(head, HEADER_BYTES);
    this.#frames.push(head);
    if (!isSmall) this.#frames.push(body);
  }

  #flush(): void {
    this.#isFlushDue = false;
    this.#frameTexts();
    this.#socket.cork();
    for (const piece of this.#frames) this.#socket.write(piece);
    this.#socket.uncork();
    this.#frames = [];
  }
}

/** Cuts a stream of bytes into messages, however it was split on the way. */
export class Inbox {
  readonly #refuse: () => void;
  readonly #onMessage: (message: unknown) => void;
  #chunks: Buffer[] = [];
  #bytes = 0;
  /** Until so many bytes are here, nothing can be complete: spares joining the chunks of a large frame again and again. */
  #needed = HEADER_BYTES;

  /** `refuse` is called when what arrived cannot be a message; nothing that comes after it can be understood. */
  constructor(refuse: () => void, onMessage: (message: unknown) => void) {
    this.#refuse = refuse;
    this.#onMessage = onMessage;
  }

  /** Takes the bytes of a read; the buffer belongs to the reader again afterwards. */
  push(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes < this.#needed) {
      this.#chunks.push(Buffer.from(chunk));
      return;
    }
    let rest = this.#chunks.length === 0 ? chunk : Buffer.concat([...this.#chunks, chunk], this.#bytes);
    for (;;) {
      this.#needed = HEADER_BYTES + (rest.length < HEADER_BYTES ? 0 : rest.readUInt32LE());
      if (rest.length < HEADER_BYTES || rest.length < this.#needed) break;
      const body = rest.subarray(HEADER_BYTES, this.#needed);
      rest = rest.subarray(this.#needed);
      let messages: unknown[];
      try {
        messages = decodeClone(body) as unknown[];
      } catch {
        this.#refuse();
        return;
      }
      for (const message of messages) this.#onMessage(message);
    }
    this.#chunks = rest.length === 0 ? [] : [Buffer.from(rest)];
    this.#bytes = rest.length;
  }
}
