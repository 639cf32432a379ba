import {
  BrokenExecutorError,
  CancelledError,
  InvalidStateError,
  TaskNotFoundError,
  TaskNotSerializableError,
  TimeoutError,
} from './errors.ts';
import type { ErrorParts, Failure } from './protocol.ts';

type ErrorClass = new (message: string, options?: ErrorOptions) => Error;

const KNOWN: Record<string, ErrorClass> = {
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
  BrokenExecutorError,
  CancelledError,
  InvalidStateError,
  TaskNotFoundError,
  TaskNotSerializableError,
  TimeoutError,
};

/** Where an error really came from: the stack in the worker, at the end of the `cause` chain of what the call threw. */
export class RemoteStack extends Error {
  override name = 'RemoteStack';

  constructor(worker: string, stack: string) {
    super(`thrown in ${worker}`);
    this.stack = `RemoteStack: ${this.message}\n${stack}`;
  }
}

/** Puts a thrown value together again; `worker` says in words where it was thrown. */
export function reviveFailure(failure: Failure, worker: string): unknown {
  return revive(failure, worker, new Map());
}

/** @param met What was put together already, or is about to be: what was one error there is one here. */
function revive(failure: Failure, worker: string, met: Map<ErrorParts, Error>): unknown {
  if ('thrown' in failure) return failure.thrown;
  const parts = failure.error;
  const before = met.get(parts);
  if (before) return before;
  const error = build(parts);
  met.set(parts, error);
  if (error.name !== parts.name) define(error, 'name', parts.name);
  const isCircular = parts.cause && 'error' in parts.cause && met.has(parts.cause.error);
  const inner = (each: Failure): unknown => revive(each, worker, met);
  const cause = parts.cause ? inner(parts.cause) : new RemoteStack(worker, parts.stack);
  define(error, 'cause', cause);
  // The stack of this very line would mislead; the real one is at the end of the causes, where that can hold it.
  const stack = cause instanceof Error && !isCircular ? `${parts.name}: ${parts.message}` : parts.stack;
  define(error, 'stack', `${stack}\n    in ${worker}`);
  if (parts.errors) define(error, 'errors', parts.errors.map(inner));
  if (parts.error) define(error, 'error', inner(parts.error));
  if (parts.suppressed) define(error, 'suppressed', inner(parts.suppressed));
  for (const [key, value] of Object.entries(parts.own)) {
    Object.defineProperty(error, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return error;
}

function build({ base, name, message, errors, suppressed }: ErrorParts): Error {
  if (base === 'DOMException') return new DOMException(message, name);
  if (suppressed) return new SuppressedError(undefined, undefined, message);
  if (errors) return new AggregateError([], message);
  const Known = Object.hasOwn(KNOWN, base) ? KNOWN[base]! : Error;
  return new Known(message);
}

function define(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, { value, writable: true, enumerable: false, configurable: true });
}
