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
  return 'thrown' in failure ? failure.thrown : reviveError(failure.error, worker);
}

function reviveError(parts: ErrorParts, worker: string): Error {
  const error = build(parts, worker);
  if (error.name !== parts.name) define(error, 'name', parts.name);
  const cause = parts.cause ? reviveFailure(parts.cause, worker) : new RemoteStack(worker, parts.stack);
  define(error, 'cause', cause);
  // The stack of this very line would mislead; the real one is at the end of the causes, where that can hold it.
  const stack = cause instanceof Error ? `${parts.name}: ${parts.message}` : parts.stack;
  define(error, 'stack', `${stack}\n    in ${worker}`);
  for (const [key, value] of Object.entries(parts.own)) {
    Object.defineProperty(error, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return error;
}

function build({ base, message, errors }: ErrorParts, worker: string): Error {
  if (errors)
    return new AggregateError(
      errors.map((inner) => reviveFailure(inner, worker)),
      message,
    );
  const Known = Object.hasOwn(KNOWN, base) ? KNOWN[base]! : Error;
  return new Known(message);
}

function define(error: Error, key: 'name' | 'stack' | 'cause', value: unknown): void {
  Object.defineProperty(error, key, { value, writable: true, enumerable: false, configurable: true });
}
