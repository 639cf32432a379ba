/**
 * What crosses to another thread in place of a primitive: plain data over shared memory, to be put in `workerData` or
 * through `postMessage`, and turned back by the `from` of the class it names.
 */
export interface SharedHandle<Kind extends string> {
  readonly type: Kind;
  readonly words: Int32Array;
}

/** Zeroed 32-bit words that every thread of the process can see. */
export function allocateWords(count: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(count * Int32Array.BYTES_PER_ELEMENT));
}

/**
 * The words behind a handle.
 *
 * @throws TypeError when it is not a handle of this kind, or lost its shared memory on the way.
 */
export function wordsOf<Kind extends string>(kind: Kind, handle: SharedHandle<Kind>): Int32Array {
  const { type, words } = (handle ?? {}) as Partial<SharedHandle<string>>;
  if (type !== kind || !(words instanceof Int32Array) || !(words.buffer instanceof SharedArrayBuffer)) {
    throw new TypeError(
      `${kind}.from was given ${describeHandle(handle)}: expected the \`handle\` of a ${kind}, as it arrives in a thread of the ` +
        'same process through workerData or postMessage (processes share no memory: use a Manager there)',
    );
  }
  return words;
}

/** What was given in place of a handle, for the error: its type and keys, never a value (one of them is a secret). */
export function describeHandle(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const type = (value as { type?: unknown }).type;
  return `${typeof type === 'string' ? `a handle of type "${type}"` : 'an object'} with the keys [${Object.keys(value)}]`;
}
