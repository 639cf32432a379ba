// Below this, one more write costs more than the copies it saves.
const LARGE_BYTES = 256 * 1024;
/** A length is one 32-bit word on the wire. */
const LARGEST_BYTES = 2 ** 32 - 1;
// A message holds calls, a call holds arguments, and an argument may be an object or a list that holds buffers.
const DEPTH = 4;
// Whoever sends more parts than this does not notice a copy.
const MOST_ITEMS = 1024;

/**
 * The large buffers that lie near the surface of a message, each once. Deeper ones are not looked for: they cross
 * inside the body like everything else.
 */
export function largeBuffers(message: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  collect(message, DEPTH, found);
  return [...found];
}

function collect(value: unknown, depth: number, found: Set<ArrayBuffer>): void {
  if (typeof value !== 'object' || value === null) return;
  const buffer = ArrayBuffer.isView(value) ? value.buffer : value;
  if (buffer instanceof ArrayBuffer) {
    const { byteLength } = buffer;
    if (byteLength >= LARGE_BYTES && byteLength <= LARGEST_BYTES && !buffer.resizable) found.add(buffer);
    return;
  }
  if (depth === 0) return;
  const items = Array.isArray(value) ? value : isPlain(value) ? Object.values(value) : [];
  if (items.length <= MOST_ITEMS) for (const item of items) collect(item, depth - 1, found);
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
