import { deserialize, serialize } from 'node:v8';
import { MOST_LEVELS, refuseDeepNesting } from './nesting.ts';

/** First byte of everything that `v8.serialize` writes; no JSON text starts with it. */
const V8_FORMAT = 0xff;
/**
 * A value with more parts than this goes straight to `v8.serialize`, whose cost per part is about the same by then. Being no
 * more than MOST_LEVELS, it also bounds how deeply JSON is nested.
 */
const JSON_MOST_PARTS = MOST_LEVELS;

/**
 * The structured clone of a value as bytes. Small plain data is written as JSON when that loses nothing: ten times cheaper
 * than setting up `v8.serialize` (5 µs), which writes the rest.
 *
 * @param envelope how many levels around the value are not part of it.
 * @throws DataCloneError when structured clone cannot copy it (functions, ports, shared memory …); RangeError when it is
 * nested deeper than MOST_LEVELS.
 */
export function encodeClone(value: unknown, envelope = 0): Buffer {
  const json = exactJson(value);
  if (json !== undefined) return Buffer.from(json);
  refuseDeepNesting(value, envelope);
  return serialize(value);
}

/** The value as JSON text, if it is small plain data and JSON loses nothing. */
export function exactJson(value: unknown): string | undefined {
  return isJsonExact(value, new Set()) ? JSON.stringify(value) : undefined;
}

/** The value again; it shares no memory with the bytes. */
export function decodeClone(bytes: Uint8Array): unknown {
  const json = jsonIn(bytes);
  // Views that v8.deserialize gives may lie over its input, so it gets a copy that is theirs.
  return json === undefined ? deserialize(Uint8Array.prototype.slice.call(bytes)) : JSON.parse(json);
}

/** The text of what `encodeClone` wrote, if it wrote JSON. */
export function jsonIn(bytes: Uint8Array): string | undefined {
  if (bytes[0] === V8_FORMAT) return undefined;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}

/**
 * Whether JSON keeps the value as structured clone would: a tree (no object twice, no cycle) of plain objects, arrays without
 * holes or names, strings, booleans, null and finite numbers other than −0.
 */
function isJsonExact(value: unknown, seen: Set<object>): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object':
      break;
    default:
      return false;
  }
  if (value === null) return true;
  if (seen.has(value) || seen.size >= JSON_MOST_PARTS) return false;
  seen.add(value);
  const prototype = Object.getPrototypeOf(value);
  const isList = Array.isArray(value);
  if (prototype !== (isList ? Array.prototype : Object.prototype)) return false;
  const parts = Object.values(value);
  // A list with names or holes has more or fewer parts than places; with as many of both, a hole shows as undefined.
  if (parts.length > JSON_MOST_PARTS || (isList && parts.length !== value.length)) return false;
  for (const part of isList ? value : parts) if (!isJsonExact(part, seen)) return false;
  return true;
}
