/** Messages as no honest subject writes them, and what the guard says of them. */
import { serialize } from 'node:v8';
import { expect } from 'vitest';
import { SubjectFailure } from '../../src/judge/subject-failure.ts';
import { guardWire } from '../../src/judge/wire-guard.ts';

export const HEADER = Buffer.from([0xff, 15]);

/** Written by hand after the tags of V8's value-serializer.cc: text stands for its letters, a number for its varint. */
export function wire(...parts: readonly (string | number | Buffer)[]): Buffer {
  return Buffer.concat([HEADER, ...parts.map((part) => (typeof part === 'number' ? varint(part) : Buffer.from(part)))]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}

export const dense = (elements: readonly Buffer[]): Buffer =>
  wire('A', elements.length, ...elements, '$', 0, elements.length);
/** Past the header, to be put into something else. */
export const bare = (value: unknown): Buffer => serialize(value).subarray(HEADER.byteLength);
export const nested = (depth: number, open: Buffer, close: Buffer): Buffer =>
  wire(Buffer.alloc(depth * open.byteLength, open), '0', Buffer.alloc(depth * close.byteLength, close));

/** What the guard says of a message; nothing where it lets it through. */
export function refusal(payload: Uint8Array): string | undefined {
  try {
    guardWire(payload);
    return undefined;
  } catch (error) {
    if (!(error instanceof SubjectFailure)) throw error;
    expect(error.kind).toBe('protocol');
    return error.sentences[0]!.key;
  }
}

export function withNames(): unknown[] {
  return Object.assign([1, 2, 3], { name: 'of an array' });
}
