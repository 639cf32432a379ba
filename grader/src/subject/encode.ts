import { types } from 'node:util';
import { dismantleError, type ErrorWire } from './error-wire.ts';
import { CodecError, describe, isData, setOwn, TAG, type Tagged } from './wire-values.ts';

/** What a side does with values that are more than data. A missing handler refuses the value. */
export interface EncodeHandlers {
  function?(fn: (...args: never[]) => unknown): number;
  signal?(signal: AbortSignal): number;
  iterable?(iterable: AsyncIterable<unknown>): number;
  /** A number by which the other side may hand this very error back. */
  errorRef?(error: Error): number | undefined;
  /** The number under which the other side knows this error already. */
  knownRef?(error: Error): number | undefined;
}

/** Objects whose meaning is not in their own properties would arrive as empty ones. */
function isPlainEnough(value: object): boolean {
  const opaque =
    types.isPromise(value) ||
    types.isRegExp(value) ||
    types.isWeakMap(value) ||
    types.isWeakSet(value) ||
    types.isSharedArrayBuffer(value) ||
    value instanceof AbortSignal ||
    Symbol.asyncIterator in value;
  return !opaque;
}

/** Everything a sender hands over becomes fresh plain data here: Proxies, getters and prototypes stay behind. */
export function encode(value: unknown, handlers: EncodeHandlers): unknown {
  const seen = new Map<object, unknown>();
  const tag = (tagged: Tagged): object => ({ [TAG]: tagged });

  const visitError = (error: Error): unknown => {
    const known = handlers.knownRef?.(error);
    if (known !== undefined) return tag({ kind: 'ref', ref: known });
    const tagged: { kind: 'error'; error: ErrorWire; ref?: number } = { kind: 'error', error: undefined as never };
    const holder = tag(tagged);
    seen.set(error, holder);
    const ref = handlers.errorRef?.(error);
    if (ref !== undefined) tagged.ref = ref;
    tagged.error = dismantleError(error, visit);
    return holder;
  };

  const visitContainer = (source: object): unknown => {
    if (Array.isArray(source)) {
      const copy: unknown[] = new Array(source.length);
      seen.set(source, copy);
      for (let i = 0; i < source.length; i += 1) if (i in source) copy[i] = visit(source[i]);
      return copy;
    }
    if (types.isMap(source)) {
      const copy = new Map<unknown, unknown>();
      seen.set(source, copy);
      for (const [key, item] of source) copy.set(visit(key), visit(item));
      return copy;
    }
    if (types.isSet(source)) {
      const copy = new Set<unknown>();
      seen.set(source, copy);
      for (const item of source) copy.add(visit(item));
      return copy;
    }
    const copy: Record<string, unknown> = {};
    seen.set(source, copy);
    for (const key of Object.keys(source)) setOwn(copy, key, visit((source as Record<string, unknown>)[key]));
    return copy;
  };

  const visit = (item: unknown): unknown => {
    if (typeof item === 'function' && handlers.function) {
      return tag({ kind: 'function', id: handlers.function(item as (...args: never[]) => unknown) });
    }
    if (typeof item === 'function' || typeof item === 'symbol') {
      throw new CodecError(`${describe(item)} cannot leave its process; use plain data`);
    }
    // The judge takes none that may grow: a few bytes that reserve gigabytes.
    if (types.isArrayBuffer(item) && item.resizable) return item.slice(0);
    if (typeof item !== 'object' || item === null || isData(item)) return item;
    const before = seen.get(item);
    if (before !== undefined) return before;
    if (types.isNativeError(item) || item instanceof Error) return visitError(item as Error);
    if (item instanceof AbortSignal && handlers.signal) {
      return tag({
        kind: 'signal',
        id: handlers.signal(item),
        aborted: item.aborted,
        reason: item.aborted ? visit(item.reason) : undefined,
      });
    }
    if (Symbol.asyncIterator in item && handlers.iterable) {
      return tag({ kind: 'iterable', id: handlers.iterable(item as AsyncIterable<unknown>) });
    }
    if (!isPlainEnough(item)) throw new CodecError(`${describe(item)} cannot leave its process; use plain data`);
    return visitContainer(item);
  };

  return visit(value);
}
