import { types } from 'node:util';
import { rebuildError } from './error-wire.ts';
import { CodecError, describe, isData, setOwn, TAG, type Tagged } from './wire-values.ts';

/** What a side does with values that are more than data. A missing handler refuses the value. */
export interface DecodeHandlers {
  function?(id: number): unknown;
  signal?(id: number, aborted: boolean, reason: unknown): unknown;
  iterable?(id: number): unknown;
  ref?(ref: number): unknown;
  /** Told of every error that is rebuilt; `ref` is the sender's number for it, `stack` where it was thrown. */
  error?(error: Error, ref: number | undefined, stack: string): void;
}

/** Bounds on what a decoder takes in; the sender may be hostile. */
export interface DecodeCaps {
  readonly nodes: number;
  readonly depth: number;
  readonly bigintBits: number;
}

/** Characters of an unknown kind that are repeated in a message. */
const MAX_KIND = 40;

export const DEFAULT_CAPS: DecodeCaps = { nodes: 5_000_000, depth: 200, bigintBits: 65_536 };

/**
 * Rebuilds what a sender encoded, from allowed kinds only.
 *
 * @throws {CodecError} when it is over a cap or of a kind that is not allowed.
 */
export function decode(value: unknown, handlers: DecodeHandlers, caps: DecodeCaps = DEFAULT_CAPS): unknown {
  const seen = new Map<object, unknown>();
  /** What an object holds when it is written out in full: a few shared arrays can stand for more than any memory. */
  const weights = new Map<object, number>();
  let nodes = 0;

  const count = (parts: number): void => {
    nodes += parts;
    if (nodes > caps.nodes) throw new CodecError(`a value of more than ${caps.nodes} parts`);
  };

  const special = (holder: object, tagged: Tagged, depth: number): unknown => {
    const refuse = (): never => {
      const kind = typeof tagged?.kind === 'string' ? JSON.stringify(tagged.kind.slice(0, MAX_KIND)) : 'no name';
      throw new CodecError(`a special value of kind ${kind} is not allowed here`);
    };
    switch (tagged?.kind) {
      case 'error': {
        if (typeof tagged.error !== 'object' || tagged.error === null) return refuse();
        const error = rebuildError(
          tagged.error,
          (item) => visit(item, depth + 1),
          (made) => seen.set(holder, made), // before what it carries: an error may be its own cause
        );
        handlers.error?.(error, tagged.ref, typeof tagged.error.stack === 'string' ? tagged.error.stack : '');
        return error;
      }
      case 'ref':
        return handlers.ref ? handlers.ref(tagged.ref) : refuse();
      case 'function':
        return handlers.function ? handlers.function(tagged.id) : refuse();
      case 'signal':
        return handlers.signal
          ? handlers.signal(tagged.id, tagged.aborted === true, visit(tagged.reason, depth + 1))
          : refuse();
      case 'iterable':
        return handlers.iterable ? handlers.iterable(tagged.id) : refuse();
      default:
        return refuse();
    }
  };

  const container = (source: object, depth: number): unknown => {
    if (Array.isArray(source)) {
      // A sparse array of four billion holes is a few bytes on the wire.
      if (nodes + source.length > caps.nodes) throw new CodecError(`an array of ${source.length} elements`);
      const copy: unknown[] = new Array(source.length);
      seen.set(source, copy);
      for (let i = 0; i < source.length; i += 1) if (i in source) copy[i] = visit(source[i], depth + 1);
      return copy;
    }
    if (types.isMap(source)) {
      const copy = new Map<unknown, unknown>();
      seen.set(source, copy);
      for (const [key, item] of source) copy.set(visit(key, depth + 1), visit(item, depth + 1));
      return copy;
    }
    if (types.isSet(source)) {
      const copy = new Set<unknown>();
      seen.set(source, copy);
      for (const item of source) copy.add(visit(item, depth + 1));
      return copy;
    }
    if (Object.prototype.toString.call(source) !== '[object Object]') {
      throw new CodecError(`${describe(source)} is not allowed here`);
    }
    const copy: Record<string, unknown> = {};
    seen.set(source, copy);
    for (const key of Object.keys(source)) {
      setOwn(copy, key, visit((source as Record<string, unknown>)[key], depth + 1));
    }
    return copy;
  };

  const visit = (item: unknown, depth: number): unknown => {
    count(1);
    if (depth > caps.depth) throw new CodecError(`a value nested more than ${caps.depth} deep`);
    if (typeof item === 'bigint' && BigInt.asIntN(caps.bigintBits, item) !== item) {
      throw new CodecError(`a BigInt of more than ${caps.bigintBits} bits`);
    }
    if (typeof item !== 'object' || item === null || isData(item)) return item;
    const before = seen.get(item);
    if (before !== undefined) {
      count(weights.get(item) ?? 0); // none yet: it is inside of itself
      return before;
    }
    const counted = nodes;
    const rebuilt = Object.hasOwn(item, TAG)
      ? special(item, (item as Record<string, Tagged>)[TAG] as Tagged, depth)
      : container(item, depth);
    seen.set(item, rebuilt);
    weights.set(item, nodes - counted);
    return rebuilt;
  };

  return visit(value, 0);
}
