import { inspect } from 'node:util';
import type { ErrorParts, Failure } from './protocol.ts';

// A cause may point back at its error; nobody reads that deep.
const DEEPEST_CAUSE = 16;

const BUILT_IN = /^(Eval|Range|Reference|Syntax|Type|URI|Aggregate)?Error$/;

/** Takes a thrown value apart for the way home. */
export function toFailure(thrown: unknown, depth = 0): Failure {
  if (!(thrown instanceof Error)) return { thrown };
  const { name, message, stack, cause, errors, ...own } = thrown as Error & { errors?: unknown };
  const deeper = (value: unknown): Failure => toFailure(value, depth + 1);
  const parts: ErrorParts = {
    name: BUILT_IN.test(name) ? (thrown.constructor?.name ?? name) : String(name),
    base: String(name),
    message: String(message),
    stack: String(stack),
    own,
    ...('cause' in thrown && depth < DEEPEST_CAUSE ? { cause: deeper(cause) } : {}),
    ...(Array.isArray(errors) && depth < DEEPEST_CAUSE ? { errors: errors.map(deeper) } : {}),
  };
  return { error: parts };
}

/** The failure of a call whose result or error cannot be cloned. */
export function notSerializable(what: 'result' | 'error', value: unknown, cause: unknown): Failure {
  const shown = inspect(value, { depth: 0, breakLength: Number.POSITIVE_INFINITY }).slice(0, 200);
  return named('TaskNotSerializableError', `the ${what} ${shown} cannot be cloned: return plain data`, cause);
}

/** The failure of calls whose message arrived and cannot be decoded, because something in it nests too deep for that. */
export function notDecodable(what: 'arguments' | 'results', cause: unknown): Failure {
  return named(
    'TaskNotSerializableError',
    `the ${what} in the message of this call cannot be decoded: one of them nests too deep, so make it flatter`,
    cause,
  );
}

/** A failure of this package's own, revived as the class of that name. */
export function named(name: string, message: string, cause?: unknown): Failure {
  const own = {};
  const stack = `${name}: ${message}`;
  return {
    error: { name, base: name, message, stack, own, ...(cause === undefined ? {} : { cause: toFailure(cause, 1) }) },
  };
}
