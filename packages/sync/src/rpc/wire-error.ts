import * as ours from '../errors.ts';
import type { WireError } from './protocol.ts';

const classes: Record<string, new (message: string, options?: ErrorOptions) => Error> = {
  ...ours,
  TypeError,
  RangeError,
};

/** An error, or whatever was thrown, as data. */
export function toWire(error: unknown): WireError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined };
  return { name: error.name, message: error.message, stack: error.stack };
}

/** The error again, of its own class where this package knows it; the stack of the other side is its `cause`. */
export function fromWire({ name, message, stack }: WireError): Error {
  const cause = stack === undefined ? undefined : { cause: `on the serving side: ${stack}` };
  const known = Object.hasOwn(classes, name) ? classes[name] : undefined;
  if (known) return new known(message, cause);
  const error = new Error(message, cause);
  error.name = name;
  return error;
}
