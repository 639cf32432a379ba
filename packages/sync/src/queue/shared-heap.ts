import type { Payload } from './payload.ts';

/** The memory of a heap, as it goes to other threads. */
export interface HeapMemory {
  readonly entries: SharedArrayBuffer;
  readonly arena: SharedArrayBuffer;
}

/*
 * entries: a header, then a binary heap of 4 doubles an entry: priority, ticket, place, length.
 *   The ticket counts pushes: lower priority first, and first come, first served within one.
 *   A number is carried in the entry itself: length NUMBER, and the place is the number.
 * arena: the bytes of all other payloads, appended one after the other; when it is full, either the holes that taken
 *   payloads left are squeezed out (if they are at least half of it) or it grows. So a byte is moved at most about once.
 *
 * Both only ever grow, and each thread's views are as long as the memory was when it made them: `#refresh` makes new ones
 * when another thread has let it grow. (Views that follow the length by themselves are 30 times slower in V8 today.)
 */
const SIZE = 0;
const NEXT_TICKET = 1;
const ARENA_END = 2;
const ARENA_LIVE = 3;
const HEADER = 4;

const WIDTH = 4;
const TICKET = 1;
const PLACE = 2;
const LENGTH = 3;
const NUMBER = -1;

const FIRST_ENTRIES_BYTES = 4 * 1024;
const FIRST_ARENA_BYTES = 16 * 1024;
/** Reserved as addresses, not as memory; what a queue can hold at most. */
const MOST_BYTES = 2 ** 30;

/** A priority queue in shared memory. Not safe by itself: whoever calls it holds the lock of the queue. */
export class SharedHeap {
  readonly memory: HeapMemory;
  #entries: Float64Array;
  #arena: Uint8Array;

  constructor(memory?: HeapMemory) {
    this.memory = memory ?? {
      entries: new SharedArrayBuffer(FIRST_ENTRIES_BYTES, { maxByteLength: MOST_BYTES }),
      arena: new SharedArrayBuffer(FIRST_ARENA_BYTES, { maxByteLength: MOST_BYTES }),
    };
    this.#entries = new Float64Array(this.memory.entries, 0, this.memory.entries.byteLength / 8);
    this.#arena = new Uint8Array(this.memory.arena, 0, this.memory.arena.byteLength);
  }

  get size(): number {
    return this.#entries[SIZE] as number;
  }

  /**
   * Adds a payload behind those of the same priority.
   *
   * @throws RangeError when the memory of the heap is exhausted; nothing is changed then.
   */
  push(priority: number, payload: Payload): void {
    this.#refresh();
    const size = this.size;
    this.#reserveEntry(size);
    let place = payload as number;
    let length = NUMBER;
    if (typeof payload !== 'number') {
      place = this.#reserveBytes(payload.length);
      length = payload.length;
      this.#arena.set(payload, place);
      this.#add(ARENA_END, length);
      this.#add(ARENA_LIVE, length);
    }
    this.#siftUp(size, priority, this.#add(NEXT_TICKET, 1), place, length);
    this.#add(SIZE, 1);
  }

  /** Takes the first payload out; nothing when there is none. */
  pop(): Payload | undefined {
    this.#refresh();
    const size = this.size;
    if (size === 0) return undefined;
    const entries = this.#entries;
    const place = entries[HEADER + PLACE] as number;
    const length = entries[HEADER + LENGTH] as number;
    this.#siftDown(size - 1);
    this.#add(SIZE, -1);
    if (length === NUMBER) return place;
    const payload = this.#arena.slice(place, place + length);
    if (this.#add(ARENA_LIVE, -length) === length) entries[ARENA_END] = 0;
    return payload;
  }

  /** Adds to a header field and gives what it was. */
  #add(field: number, by: number): number {
    const before = this.#entries[field] as number;
    this.#entries[field] = before + by;
    return before;
  }

  #refresh(): void {
    const { entries, arena } = this.memory;
    if (entries.byteLength !== this.#entries.byteLength)
      this.#entries = new Float64Array(entries, 0, entries.byteLength / 8);
    if (arena.byteLength !== this.#arena.byteLength) this.#arena = new Uint8Array(arena, 0, arena.byteLength);
  }

  #reserveEntry(size: number): void {
    const needed = HEADER + (size + 1) * WIDTH;
    if (needed <= this.#entries.length) return;
    grow(this.memory.entries, needed * Float64Array.BYTES_PER_ELEMENT);
    this.#refresh();
  }

  /** Makes room for so many bytes at the end of the arena and says where that is. */
  #reserveBytes(length: number): number {
    const end = this.#entries[ARENA_END] as number;
    if (end + length <= this.#arena.length) return end;
    const live = this.#entries[ARENA_LIVE] as number;
    if (live + length > this.#arena.length / 2) {
      grow(this.memory.arena, live + length);
      this.#refresh();
    }
    if (end + length > this.#arena.length || live < end / 2) this.#compact(live);
    return this.#entries[ARENA_END] as number;
  }

  #compact(live: number): void {
    const packed = new Uint8Array(live);
    let end = 0;
    for (let at = HEADER; at < HEADER + this.size * WIDTH; at += WIDTH) {
      const length = this.#entries[at + LENGTH] as number;
      if (length === NUMBER) continue;
      const place = this.#entries[at + PLACE] as number;
      packed.set(this.#arena.subarray(place, place + length), end);
      this.#entries[at + PLACE] = end;
      end += length;
    }
    this.#arena.set(packed);
    this.#entries[ARENA_END] = end;
  }

  /** Moves a hole from the bottom to where the new entry belongs, and fills it. */
  #siftUp(hole: number, priority: number, ticket: number, place: number, length: number): void {
    const entries = this.#entries;
    let index = hole;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!isBefore(priority, ticket, entries, HEADER + parent * WIDTH)) break;
      this.#move(parent, index);
      index = parent;
    }
    const at = HEADER + index * WIDTH;
    entries[at] = priority;
    entries[at + TICKET] = ticket;
    entries[at + PLACE] = place;
    entries[at + LENGTH] = length;
  }

  /** Closes the hole at the top with the last of the entries; `size` is how many stay. */
  #siftDown(size: number): void {
    const entries = this.#entries;
    const last = HEADER + size * WIDTH;
    const priority = entries[last] as number;
    const ticket = entries[last + TICKET] as number;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= size) break;
      const right = HEADER + (child + 1) * WIDTH;
      if (
        child + 1 < size &&
        isBefore(entries[right] as number, entries[right + TICKET] as number, entries, right - WIDTH)
      ) {
        child++;
      }
      if (isBefore(priority, ticket, entries, HEADER + child * WIDTH)) break;
      this.#move(child, index);
      index = child;
    }
    this.#move(size, index);
  }

  #move(from: number, to: number): void {
    const [source, target] = [HEADER + from * WIDTH, HEADER + to * WIDTH];
    for (let field = 0; field < WIDTH; field++) this.#entries[target + field] = this.#entries[source + field] as number;
  }
}

function isBefore(priority: number, ticket: number, entries: Float64Array, at: number): boolean {
  const other = entries[at] as number;
  return priority < other || (priority === other && ticket < (entries[at + TICKET] as number));
}

/** Makes the buffer at least so long, doubling it where it may. */
function grow(buffer: SharedArrayBuffer, needed: number): void {
  if (needed > buffer.maxByteLength) {
    throw new RangeError(
      `a queue would need ${needed} bytes of shared memory, more than the ${buffer.maxByteLength} it may have: ` +
        'give it a maxSize, or put references (file names, keys) instead of large values',
    );
  }
  buffer.grow(Math.min(buffer.maxByteLength, Math.max(buffer.byteLength, needed) * 2));
}
