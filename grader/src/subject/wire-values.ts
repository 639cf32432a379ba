import { types } from 'node:util';
import type { ErrorWire } from './error-wire.ts';

/** The one key that marks a special value inside plain data. */
export const TAG = '\u0000paralelo';

/** Special values, as they stand in the data. */
export type Tagged =
  | { kind: 'error'; error: ErrorWire; ref?: number }
  | { kind: 'ref'; ref: number }
  | { kind: 'function'; id: number }
  | { kind: 'signal'; id: number; aborted: boolean; reason: unknown }
  | { kind: 'iterable'; id: number };

/** A value that cannot cross, or one that is too large to be taken in. */
export class CodecError extends Error {
  override readonly name = 'CodecError';
}

/** Values that v8 carries as they are. Shared memory itself cannot leave its process; what a view of it shows can. */
export function isData(value: object): boolean {
  return types.isDate(value) || types.isArrayBuffer(value) || ArrayBuffer.isView(value);
}

/** Names a value in an error. */
export function describe(value: unknown): string {
  if (typeof value === 'function') return `a function${value.name ? ` (${value.name})` : ''}`;
  if (typeof value === 'symbol') return 'a symbol';
  return `a ${Object.prototype.toString.call(value).slice(8, -1)}`;
}

/** Own data property, whatever the key: `__proto__` must not become a prototype. */
export function setOwn(target: object, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    (target as Record<string, unknown>)[key] = value;
  }
}
