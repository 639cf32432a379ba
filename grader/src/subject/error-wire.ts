/** Errors as plain data: which built-in class they are, and what they carry. */

const BUILT_IN = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
} as const;

type BuiltInName = keyof typeof BUILT_IN;

export interface ErrorWire {
  /** The nearest built-in class, so that `instanceof TypeError` holds on the other side. */
  readonly base: BuiltInName | 'AggregateError' | 'DOMException';
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly cause?: unknown;
  readonly errors?: unknown;
  /** Own enumerable properties, `code` and the like. */
  readonly props: readonly (readonly [string, unknown])[];
}

const MAX_PROPS = 32;
const MAX_ERRORS = 10_000;
/** Whoever reports an error searches its text line by line, in more than linear time. */
const MAX_TEXT = 10_000;
const MAX_NAME = 200;
const OWN_FIELDS = new Set(['name', 'message', 'stack', 'cause', 'errors']);

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function cut(long: string, chars: number): string {
  return long.length > chars ? `${long.slice(0, chars)}…` : long;
}

function baseOf(error: Error): ErrorWire['base'] {
  if (error instanceof DOMException) return 'DOMException';
  if (error instanceof AggregateError) return 'AggregateError';
  for (const [name, Class] of Object.entries(BUILT_IN)) {
    if (name !== 'Error' && error instanceof Class) return name as BuiltInName;
  }
  return 'Error';
}

/** Takes an error apart; `encode` is applied to everything it carries. Getters are read once, here. */
export function dismantleError(error: Error, encode: (value: unknown) => unknown): ErrorWire {
  const props: [string, unknown][] = [];
  for (const key of Object.keys(error)) {
    if (OWN_FIELDS.has(key) || props.length >= MAX_PROPS) continue;
    const value = (error as unknown as Record<string, unknown>)[key];
    if (typeof value !== 'function' && typeof value !== 'symbol') props.push([key, encode(value)]);
  }
  return {
    base: baseOf(error),
    name: text(error.name),
    message: text(error.message),
    stack: text(error.stack),
    ...(error.cause === undefined ? {} : { cause: encode(error.cause) }),
    ...(error instanceof AggregateError ? { errors: encode(error.errors) } : {}),
    props,
  };
}

/**
 * Builds an error of an allowed class again; anything odd in `wire` becomes an empty string or is left out.
 *
 * @param onMade - told of the error before anything it carries is decoded
 */
export function rebuildError(
  wire: ErrorWire,
  decode: (value: unknown) => unknown,
  onMade: (error: Error) => void,
): Error {
  const message = cut(text(wire.message), MAX_TEXT);
  const name = cut(text(wire.name), MAX_NAME);
  const error = construct(wire.base, message, name);
  onMade(error);
  if (error instanceof AggregateError) {
    const errors = decode(wire.errors);
    if (Array.isArray(errors)) error.errors.push(...errors.slice(0, MAX_ERRORS));
  }
  const define = (key: string, value: unknown): void => {
    Object.defineProperty(error, key, { value, writable: true, enumerable: false, configurable: true });
  };
  if (name !== '' && error.name !== name) define('name', name);
  if (wire.cause !== undefined) define('cause', decode(wire.cause));
  // A foreign stack would send whoever prints it to read files by the paths in it, and so would lines of the message.
  define('stack', cut(`${name || 'Error'}: ${message}`.split('\n', 1)[0]!, MAX_NAME));
  for (const [key, value] of Array.isArray(wire.props) ? wire.props.slice(0, MAX_PROPS) : []) {
    if (typeof key !== 'string' || OWN_FIELDS.has(key) || key in error) continue;
    Object.defineProperty(error, key, { value: decode(value), writable: true, enumerable: true, configurable: true });
  }
  return error;
}

function construct(base: ErrorWire['base'], message: string, name: string): Error {
  if (base === 'DOMException') return new DOMException(message, name);
  if (base === 'AggregateError') return new AggregateError([], message);
  const Class = Object.hasOwn(BUILT_IN, base) ? BUILT_IN[base] : Error;
  return new Class(message);
}
