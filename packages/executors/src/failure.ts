import { inspect } from 'node:util';
import type { ErrorParts, Failure } from './protocol.ts';

// Nobody reads a chain of causes that is longer.
const DEEPEST_CAUSE = 16;

const BUILT_IN = /^(Eval|Range|Reference|Syntax|Type|URI|Aggregate|Suppressed)?Error$/;

type Draft = { -readonly [K in keyof ErrorParts]: ErrorParts[K] };

/** Thrown in a worker by what stands in for a task: its failure has the name it shall have. */
export class NamedFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super('a failure that has its name already');
    this.failure = failure;
  }
}

/** Takes a thrown value apart for the way home. Never throws, whatever the value does when it is looked at. */
export function toFailure(thrown: unknown): Failure {
  return takeApart(thrown, 0, new Map());
}

/** @param met What was taken apart already: errors may hold each other, and one met twice stays one. */
function takeApart(thrown: unknown, depth: number, met: Map<Error, Failure>): Failure {
  try {
    if (!(thrown instanceof Error)) return { thrown };
    if (thrown instanceof NamedFailure) return thrown.failure;
    const before = met.get(thrown);
    if (before) return before;
    const { name, message, stack, cause, errors, ...own } = thrown as Error & { errors?: unknown };
    const said = String(name);
    const parts: Draft = {
      name: BUILT_IN.test(said) && !(thrown instanceof DOMException) ? (thrown.constructor?.name ?? said) : said,
      base: thrown instanceof DOMException ? 'DOMException' : said,
      message: String(message),
      stack: String(stack),
      own,
    };
    const failure = { error: parts };
    met.set(thrown, failure);
    if (depth === DEEPEST_CAUSE) return failure;
    const inner = (value: unknown): Failure => takeApart(value, depth + 1, met);
    if ('cause' in thrown) parts.cause = inner(cause);
    if (Array.isArray(errors)) parts.errors = errors.map(inner);
    if (thrown instanceof SuppressedError) {
      parts.error = inner(thrown.error);
      parts.suppressed = inner(thrown.suppressed);
    }
    return failure;
  } catch (reason) {
    return named('TaskNotSerializableError', `the error that was thrown cannot be read, which gives ${shown(reason)}`);
  }
}

/** The failure of a call whose result or error cannot be cloned. */
export function notSerializable(what: 'result' | 'error', value: unknown, cause: unknown): Failure {
  return named('TaskNotSerializableError', `the ${what} ${shown(value)} cannot be cloned: return plain data`, cause);
}

function shown(value: unknown): string {
  try {
    const [line] = inspect(value, { depth: 0, breakLength: Number.POSITIVE_INFINITY }).split('\n', 1);
    return line!.slice(0, 200);
  } catch {
    return `of type ${typeof value}`;
  }
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
    error: { name, base: name, message, stack, own, ...(cause === undefined ? {} : { cause: toFailure(cause) }) },
  };
}
