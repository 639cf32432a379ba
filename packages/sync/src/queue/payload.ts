import { decodeClone, encodeClone } from '../codec/clone.ts';

/** A value on its way through a queue: numbers as they are, everything else as the bytes of its structured clone. */
export type Payload = number | Uint8Array;

/**
 * The value as a queue carries it, taken at this moment: later changes to it do not show at the other end.
 *
 * @throws TypeError when structured clone cannot copy it (functions, ports, shared memory …); RangeError when it is nested
 * deeper than 1000 levels.
 */
export function encode(value: unknown): Payload {
  if (typeof value === 'number') return value;
  try {
    return encodeClone(value);
  } catch (cause) {
    if (cause instanceof RangeError) throw cause;
    throw new TypeError(
      `a value put into a queue cannot be copied (${(cause as Error).message}): put data, without functions, ports or ` +
        'shared memory',
      { cause },
    );
  }
}

/** The value again, a copy. */
export function decode(payload: Payload): unknown {
  return typeof payload === 'number' ? payload : decodeClone(payload);
}
