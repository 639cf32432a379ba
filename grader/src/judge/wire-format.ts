/**
 * The format in which v8 serialises values, as far as a subject writes it: a tag of one byte, then what belongs to it.
 *
 * Source: `SerializationTag` and the `Write…` functions of V8's src/objects/value-serializer.cc, version 15; for views of
 * buffers `DefaultSerializer` of Node's lib/v8.js. Lengths and integers are varints: seven bits a byte, the lowest first.
 */

/** What follows a tag. */
export type Body =
  | 'nothing'
  | 'integer' // a varint, zigzag
  | 'double'
  | 'bigint' // a varint: the sign in its lowest bit, the number of bytes above; then the bytes
  | 'latin1' // a varint: the number of bytes; then the bytes
  | 'utf16' // the same
  | 'padding' // so that the letters of two bytes after it lie at an even place
  | 'reference' // a varint: which of the objects before, in the order in which they begin
  | 'object' // names and values, its end, a varint: how many names
  | 'dense' // a varint: the length; the elements, its end, two varints: how many names, the length again
  | 'sparse' // a varint: the length; indices and elements, its end, two varints: how many indices, the length again
  | 'map' // keys and values, its end, a varint: how many of both
  | 'set' // elements, its end, a varint: how many
  | 'date' // a double
  | 'buffer' // a varint: the number of bytes; then the bytes
  | 'growing' // never let in
  | 'view'; // two varints: which of VIEW_ELEMENT_BYTES, the number of bytes; then the bytes

/** What `encode` and the host can produce, and growing buffers, which get a sentence of their own. */
const BODIES: Readonly<Record<string, Body>> = {
  _: 'nothing', // undefined
  '0': 'nothing', // null
  T: 'nothing', // true
  F: 'nothing', // false
  I: 'integer',
  N: 'double',
  Z: 'bigint',
  '"': 'latin1',
  c: 'utf16',
  '\0': 'padding',
  '^': 'reference',
  o: 'object',
  A: 'dense',
  a: 'sparse',
  ';': 'map',
  "'": 'set',
  D: 'date',
  B: 'buffer',
  '~': 'growing',
  '\\': 'view',
};

const code = (letter: string): number => letter.charCodeAt(0);

/** By tag; `undefined` for those that a subject has no use for: shared memory, modules, RegExps, errors, boxed values, … */
export const BODY_OF: readonly (Body | undefined)[] = Array.from(
  { length: 256 },
  (_, tag) => BODIES[String.fromCharCode(tag)],
);

export const END = { object: code('{'), dense: code('$'), sparse: code('@'), map: code(':'), set: code(',') } as const;

/** In front of every message: the tag of the version, and the version. */
export const HEADER: readonly number[] = [0xff, 15];

/**
 * Bytes per element of Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array,
 * Float32Array, Float64Array, DataView, Buffer, BigInt64Array, BigUint64Array, Float16Array: Node's own numbers for them.
 */
export const VIEW_ELEMENT_BYTES: readonly number[] = [1, 1, 1, 2, 2, 4, 4, 4, 8, 1, 1, 8, 8, 2];
