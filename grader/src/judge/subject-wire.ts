import { deserialize, serialize } from 'node:v8';
import { sentence } from '../report/sentence.ts';
import type { Launched } from '../sandbox/isolation.ts';
import { FrameReader, frame } from '../subject/framing.ts';
import type { FromSubject, Reply, ToSubject } from '../subject/protocol.ts';
import { SubjectFailure } from './subject-failure.ts';
import { guardWire } from './wire-guard.ts';

export interface WireCaps {
  readonly frameBytes: number;
  /** Bytes and messages over the life of one subject: a flood is as good as a hang. */
  readonly totalBytes: number;
  readonly messages: number;
}

/** The judge's end of the three pipes: sends, receives and distrusts. */
export class SubjectWire {
  readonly #launched: Launched;
  readonly #caps: WireCaps;
  readonly #frames: FrameReader;
  #bytes = 0;
  #messages = 0;
  #broken = false;

  /** `onFailure` is called at most once; nothing reaches `onMessage` after it. */
  constructor(
    launched: Launched,
    caps: WireCaps,
    onMessage: (message: FromSubject) => void,
    onFailure: (failure: SubjectFailure) => void,
  ) {
    this.#launched = launched;
    this.#caps = caps;
    this.#frames = new FrameReader(caps.frameBytes);
    launched.fromSubject.on('data', (chunk: Buffer) => {
      if (this.#broken) return;
      try {
        this.#receive(chunk, onMessage);
      } catch (cause) {
        this.#broken = true;
        onFailure(
          cause instanceof SubjectFailure
            ? cause
            : new SubjectFailure('protocol', sentence('channel.noMessage', { said: (cause as Error).message }), {
                cause,
              }),
        );
      }
    });
  }

  #receive(chunk: Buffer, onMessage: (message: FromSubject) => void): void {
    this.#bytes += chunk.byteLength;
    if (this.#bytes > this.#caps.totalBytes) {
      throw new SubjectFailure('limit', sentence('channel.bytes', { bytes: this.#caps.totalBytes }));
    }
    for (const payload of this.#frames.push(chunk)) {
      this.#messages += 1;
      if (this.#messages > this.#caps.messages) {
        throw new SubjectFailure('limit', sentence('channel.messages', { messages: this.#caps.messages }));
      }
      guardWire(payload);
      onMessage(deserialize(payload) as FromSubject);
    }
  }

  /** Writes to a pipe whose other end may be dead already; that end's exit is what gets reported. */
  send(message: ToSubject): void {
    this.#launched.toSubject.write(frame(serialize(message)));
  }

  reply(message: Reply): void {
    this.#launched.replies.write(frame(serialize(message)));
    if (this.#launched.replies.writableLength > this.#caps.frameBytes) {
      throw new SubjectFailure('protocol', sentence('channel.repliesUnread'));
    }
  }
}
