/** Runs inside the workers and on the main thread alike: pure, no I/O. */

/** Words with their counts in three flat arrays. They lie in shared memory, so no phase copies what another one made. */
export interface PackedWords {
  readonly counts: Float64Array<SharedArrayBuffer>;
  /** Word `i` is `bytes[ends[i - 1]]` up to `bytes[ends[i]]`, in UTF-8. */
  readonly ends: Uint32Array<SharedArrayBuffer>;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
}

/** FNV-1a, 32 bits (Fowler, Noll and Vo). */
export const HASH_SEED = 0x811c9dc5 | 0;
export function hashed(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}

export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_SEED;
  for (let i = start; i < end; i++) hash = hashed(hash, bytes[i]!);
  return hash;
}

export function textOf({ buffer, byteOffset }: Uint8Array, start: number, end: number): string {
  return Buffer.from(buffer, byteOffset + start, end - start).toString();
}

/** By the upper bits of the hash: the lower ones choose the slot in a table, and must differ inside a reducer too. */
export function reducerOf(hash: number, reducers: number): number {
  return Math.floor(((hash >>> 0) / 2 ** 32) * reducers);
}

/** Where the parts of a slot lie in its four numbers, the first of them spare. One of length 0 is free: no word is empty. */
const HASH = 1;
const START = 2;
const LENGTH = 3;
const STRIDE = 4;

/** `bytes` must not be kept or changed. */
type Visit = (bytes: Uint8Array, start: number, end: number, hash: number, count: number) => void;

/**
 * Counts words that are given as bytes: no string is made. All loops copy bytes and numbers one by one, because for ten
 * bytes a `subarray` costs more than the bytes.
 */
export class WordTable {
  /** Taken slots. */
  #size = 0;
  #slots = 1 << 14;
  /** A word lies at the lower bits of its hash, or at the next free slot. Side by side, so that a look costs one cache line. */
  #table = new Int32Array(STRIDE * this.#slots);
  /** By slot, 0 where it is free. */
  #counts = new Float64Array(this.#slots);
  #bytes = new Uint8Array(1 << 16);
  #bytesUsed = 0;

  add(bytes: Uint8Array, start: number, end: number, hash: number, count: number): void {
    const table = this.#table;
    const mask = this.#slots - 1;
    const length = end - start;
    let slot = hash & mask;
    for (;;) {
      const at = STRIDE * slot;
      const found = table[at + LENGTH]!;
      if (found === 0) break;
      if (found === length && table[at + HASH] === hash && equals(this.#bytes, table[at + START]!, bytes, start, end)) {
        this.#counts[slot]! += count;
        return;
      }
      slot = (slot + 1) & mask;
    }
    table[STRIDE * slot + HASH] = hash;
    table[STRIDE * slot + START] = this.#store(bytes, start, end);
    table[STRIDE * slot + LENGTH] = length;
    this.#counts[slot] = count;
    if (2 * ++this.#size > this.#slots) this.#grow();
  }

  addAll({ counts, ends, bytes }: PackedWords): void {
    let start = 0;
    for (let i = 0; i < counts.length; i++) {
      const end = ends[i]!;
      this.add(bytes, start, end, hashOf(bytes, start, end), counts[i]!);
      start = end;
    }
  }

  /** All words, dealt to reducers by their hash. */
  pack(reducers: number): PackedWords[] {
    const words = new Uint32Array(reducers);
    const lengths = new Float64Array(reducers);
    this.forEach((_bytes, start, end, hash) => {
      const reducer = reducerOf(hash, reducers);
      words[reducer]!++;
      lengths[reducer]! += end - start;
    });
    const packed = Array.from(words, (size, reducer) => ({
      counts: new Float64Array(new SharedArrayBuffer(8 * size)),
      ends: new Uint32Array(new SharedArrayBuffer(4 * size)),
      bytes: new Uint8Array(new SharedArrayBuffer(lengths[reducer]!)),
    }));
    words.fill(0);
    lengths.fill(0);
    this.forEach((bytes, start, end, hash, count) => {
      const reducer = reducerOf(hash, reducers);
      const into = packed[reducer]!;
      const word = words[reducer]!++;
      const from = lengths[reducer]!;
      copyBytes(bytes, start, end, into.bytes, from);
      lengths[reducer] = from + end - start;
      into.counts[word] = count;
      into.ends[word] = from + end - start;
    });
    return packed;
  }

  /** Visits each word once, in no order that means anything. */
  forEach(visit: Visit): void {
    for (let slot = 0; slot < this.#slots; slot++) {
      const count = this.#counts[slot]!;
      if (count === 0) continue;
      const start = this.#table[STRIDE * slot + START]!;
      const end = start + this.#table[STRIDE * slot + LENGTH]!;
      visit(this.#bytes, start, end, this.#table[STRIDE * slot + HASH]!, count);
    }
  }

  /** Where the word now lies in `#bytes`. */
  #store(bytes: Uint8Array, start: number, end: number): number {
    const at = this.#bytesUsed;
    this.#bytesUsed += end - start;
    while (this.#bytesUsed > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#bytes.length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    copyBytes(bytes, start, end, this.#bytes, at);
    return at;
  }

  #grow(): void {
    const [table, counts, slots] = [this.#table, this.#counts, 2 * this.#slots];
    this.#table = new Int32Array(STRIDE * slots);
    this.#counts = new Float64Array(slots);
    for (let old = 0; old < this.#slots; old++) {
      if (table[STRIDE * old + LENGTH] === 0) continue;
      let slot = table[STRIDE * old + HASH]! & (slots - 1);
      while (this.#table[STRIDE * slot + LENGTH] !== 0) slot = (slot + 1) & (slots - 1);
      for (let i = 0; i < STRIDE; i++) this.#table[STRIDE * slot + i] = table[STRIDE * old + i]!;
      this.#counts[slot] = counts[old]!;
    }
    this.#slots = slots;
  }
}

function copyBytes(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  for (let i = start, j = at; i < end; i++, j++) to[j] = from[i]!;
}

/** As long as each other they are already. */
function equals(own: Uint8Array, at: number, bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start, j = at; i < end; i++, j++) if (own[j] !== bytes[i]) return false;
  return true;
}
