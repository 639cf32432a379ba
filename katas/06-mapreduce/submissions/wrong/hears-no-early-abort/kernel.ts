import { closeSync, openSync, readSync } from 'node:fs';

/** Bytes `[start, end)` of a file; its borders lie anywhere. */
export interface Part {
  file: number;
  path: string;
  start: number;
  end: number;
}

export type Counts = Map<string, number>;

const BLOCK = 1 << 18;
/** What a byte becomes: ASCII letters their lower case, what separates 0, anything else itself. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) => {
  const lower = byte | 0x20;
  if (byte >= 0x80 || byte === 0x27) return byte;
  return lower >= 0x61 && lower <= 0x7a ? lower : 0;
});

/** Counts runs without an ASCII separator; a run belongs to the part that holds the separator before it. */
export function scanPart({ path, start, end }: Part, runs: Runs): void {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    scan(descriptor, start, end, runs);
  } catch (cause) {
    throw new Error(`cannot read ${path}: ${(cause as Error).message}`, { cause });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function scan(descriptor: number, start: number, end: number, runs: Runs): void {
  let at = Math.max(0, start - 1);
  let isSkipping = start > 0;
  let block = new Uint8Array(2 * BLOCK);
  let length = 0;
  for (;;) {
    if (length + BLOCK > block.length) block = larger(block);
    const read = readSync(descriptor, block, length, BLOCK, at);
    at += read;
    length += read;
    const offset = at - length;
    let from = 0;
    if (isSkipping) {
      const separator = nextSeparator(block, 0, length);
      from = separator < 0 ? length : separator + 1;
      isSkipping = separator < 0;
      if (offset + from >= end) return;
    }
    const last = at < end ? -1 : nextSeparator(block, Math.max(end - 1 - offset, from), length);
    const to = last >= 0 ? last + 1 : read === 0 ? length : endOfLastSeparator(block, from, length);
    runs.scan(block, from, to);
    if (last >= 0 || read === 0) return;
    block.copyWithin(0, to, length);
    length -= to;
  }
}

function nextSeparator(block: Uint8Array, from: number, end: number): number {
  for (let i = from; i < end; i++) if (FOLDED[block[i]!] === 0) return i;
  return -1;
}

function endOfLastSeparator(block: Uint8Array, from: number, end: number): number {
  for (let i = end; i > from; i--) if (FOLDED[block[i - 1]!] === 0) return i;
  return from;
}

const HASH = 0;
const START = 1;
const LENGTH = 2;
const STRIDE = 4;

/** A hash table over bytes; a slot of length 0 is free. */
export class Runs {
  #size = 0;
  #slots = 1 << 13;
  #table = new Int32Array(STRIDE * this.#slots);
  #counts = new Float64Array(this.#slots);
  #bytes = new Uint8Array(1 << 16);
  #used = 0;

  scan(block: Uint8Array, from: number, end: number): void {
    let at = from;
    while (at < end) {
      const begin = at;
      let hash = 0x811c9dc5 | 0;
      let folded = FOLDED[block[at]!]!;
      while (folded !== 0 && at < end) {
        block[at] = folded;
        hash = Math.imul(hash ^ folded, 0x01000193);
        folded = FOLDED[block[++at]!]!;
      }
      if (at > begin) this.#add(block, begin, at, hash);
      else at++;
    }
  }

  /** The words in all runs. Each run is looked at once, however often it was there. */
  counts(): Counts {
    const counts: Counts = new Map();
    for (let slot = 0; slot < this.#slots; slot++) {
      const start = this.#table[STRIDE * slot + START]!;
      const length = this.#table[STRIDE * slot + LENGTH]!;
      if (length === 0) continue;
      const run = Buffer.from(this.#bytes.buffer, start, length).toString();
      for (const [found] of run.matchAll(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu)) {
        const word = found.toLowerCase().normalize('NFC');
        counts.set(word, (counts.get(word) ?? 0) + this.#counts[slot]!);
      }
    }
    return counts;
  }

  #add(block: Uint8Array, begin: number, end: number, hash: number): void {
    const mask = this.#slots - 1;
    let slot = hash & mask;
    for (;;) {
      const at = STRIDE * slot;
      const length = this.#table[at + LENGTH]!;
      if (length === 0) break;
      if (length === end - begin && this.#table[at + HASH] === hash) {
        if (equals(this.#bytes, this.#table[at + START]!, block, begin, end)) {
          this.#counts[slot]!++;
          return;
        }
      }
      slot = (slot + 1) & mask;
    }
    while (this.#used + end - begin > this.#bytes.length) this.#bytes = larger(this.#bytes);
    this.#bytes.set(block.subarray(begin, end), this.#used);
    this.#table.set([hash, this.#used, end - begin], STRIDE * slot);
    this.#counts[slot] = 1;
    this.#used += end - begin;
    if (2 * ++this.#size > this.#slots) this.#grow();
  }

  #grow(): void {
    const [table, counts, slots] = [this.#table, this.#counts, this.#slots];
    this.#slots = 2 * slots;
    this.#table = new Int32Array(STRIDE * this.#slots);
    this.#counts = new Float64Array(this.#slots);
    for (let old = 0; old < slots; old++) {
      if (table[STRIDE * old + LENGTH] === 0) continue;
      let slot = table[STRIDE * old + HASH]! & (this.#slots - 1);
      while (this.#table[STRIDE * slot + LENGTH] !== 0) slot = (slot + 1) & (this.#slots - 1);
      this.#table.set(table.subarray(STRIDE * old, STRIDE * (old + 1)), STRIDE * slot);
      this.#counts[slot] = counts[old]!;
    }
  }
}

function equals(own: Uint8Array, at: number, block: Uint8Array, begin: number, end: number): boolean {
  for (let i = begin, j = at; i < end; i++, j++) if (own[j] !== block[i]) return false;
  return true;
}

function larger(array: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(2 * array.length);
  next.set(array);
  return next;
}
