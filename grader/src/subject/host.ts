/**
 * Runs inside the sandbox: loads the submission and does what the judge asks. Nothing here is trusted; a submission that
 * patches this process changes its own answers, which it could have done anyway.
 */
import { receive, receiveReply, send } from './channel.ts';
import { type DecodeHandlers, decode } from './decode.ts';
import { type EncodeHandlers, encode } from './encode.ts';
import type { Abort, Outcome, ToSubject, Wire, Work } from './protocol.ts';

type Fn = (...args: unknown[]) => unknown;
type Settler = (outcome: Outcome) => void;

const instances = new Map<number, object>();
const iterators = new Map<number, AsyncIterator<unknown>>();
const controllers = new Map<number, AbortController>();
const promises = new Map<number, Settler>();
/** Errors that came from the judge, so that they go back as what they were. */
const refs = new WeakMap<Error, number>();
let nextIterator = 1;

const outgoing: EncodeHandlers = {
  knownRef: (error) => refs.get(error),
  iterable: (iterable) => {
    iterators.set(nextIterator, iterable[Symbol.asyncIterator]());
    return nextIterator++;
  },
};

const incoming: DecodeHandlers = {
  function: (id) => standInFor(id),
  signal: (id, aborted, reason) => {
    if (aborted) return AbortSignal.abort(reason);
    const controller = controllers.get(id) ?? new AbortController();
    controllers.set(id, controller);
    return controller.signal;
  },
  error: (error, ref) => {
    if (ref !== undefined) refs.set(error, ref);
  },
};

/** Anything may be thrown, also what cannot leave or what throws again when it is looked at. */
function encodeThrown(thrown: unknown): Wire {
  try {
    return encode(thrown, outgoing);
  } catch {
    return encode(new TypeError('It threw a value that cannot leave its process; throw an Error.'), outgoing);
  }
}

function unwrap(outcome: Outcome): unknown {
  if (outcome.ok) return decode(outcome.value, incoming);
  throw decode(outcome.error, incoming);
}

function abort({ signal, reason }: Abort): void {
  controllers.get(signal)?.abort(decode(reason, incoming));
}

/** The judge's function `id`: blocks until it has returned or thrown there. */
function standInFor(id: number): Fn {
  return (...args) => {
    send({ type: 'callback', fn: id, args: encode(args, outgoing) });
    const { aborts, returned } = receiveReply();
    for (const message of aborts) abort(message);
    if (!('promise' in returned)) return unwrap(returned);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    promises.set(returned.promise, (outcome) => {
      try {
        resolve(unwrap(outcome));
      } catch (error) {
        reject(error);
      }
    });
    return promise;
  };
}

async function perform(request: Work, kata: Record<string, unknown>): Promise<unknown> {
  switch (request.type) {
    case 'read':
      return kata[request.name];
    case 'iterate': {
      const iterator = iterators.get(request.iterator)!;
      return request.step === 'next' ? iterator.next() : iterator.return?.();
    }
    case 'construct': {
      const Class = kata[request.name] as new (...args: unknown[]) => object;
      instances.set(request.id, new Class(...(decode(request.args, incoming) as unknown[])));
      return request.id;
    }
    case 'call': {
      const args = decode(request.args, incoming) as unknown[];
      if (request.instance === undefined) return (kata[request.name] as Fn)(...args);
      const instance = instances.get(request.instance) as Record<string, Fn>;
      return instance[request.name]!(...args);
    }
  }
}

async function answer(request: Work, kata: Record<string, unknown>): Promise<void> {
  let outcome: Outcome;
  try {
    outcome = { ok: true, value: encode(await perform(request, kata), outgoing) };
  } catch (error) {
    outcome = { ok: false, error: encodeThrown(error) };
  }
  send({ type: 'answer', id: request.id, outcome });
}

/** How long it may take to end by itself, ms: a busy machine needs its time to end threads, and the judge's limits are longer. */
const PATIENCE_MS = 10_000;

/** The last thing that the judge asks for. */
function leave(id: number): void {
  calls.unref();
  const tellWhatKeepsUs = () => {
    const value = encode(process.getActiveResourcesInfo(), outgoing);
    send({ type: 'answer', id, outcome: { ok: true, value } });
  };
  setTimeout(tellWhatKeepsUs, PATIENCE_MS).unref();
}

function handle(message: ToSubject, kata: Record<string, unknown>): void {
  if (message.type === 'abort') {
    abort(message);
  } else if (message.type === 'settle') {
    promises.get(message.promise)?.(message.outcome);
    promises.delete(message.promise);
  } else if (message.type === 'leave') {
    leave(message.id);
  } else {
    void answer(message, kata);
  }
}

function kindOf(value: unknown): string {
  if (typeof value !== 'function') return typeof value;
  return /^class\b/.test(Function.prototype.toString.call(value)) ? 'class' : 'function';
}

let calls: ReturnType<typeof receive>;
try {
  // The staged folder is the parent of this file's; the judge names the submission relative to it.
  const kata = (await import(new URL(`../${process.argv[2]}`, import.meta.url).href)) as Record<string, unknown>;
  send({ type: 'ready', exports: Object.fromEntries(Object.entries(kata).map(([name, v]) => [name, kindOf(v)])) });
  calls = receive((message) => handle(message, kata));
} catch (error) {
  send({ type: 'load-failed', error: encodeThrown(error) });
  process.exit(1);
}
