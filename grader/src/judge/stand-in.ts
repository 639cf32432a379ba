/** What judge code gets for a kata: functions and classes of the same names, whose work happens in a subject. */
import type { ExportKind } from '../kata/kata-schema.ts';
import type { SubjectClient } from './subject-client.ts';

/** Whoever does the work now; asked at every call. */
export type SubjectSource = () => Promise<SubjectClient>;

/** `make(Class, …)` of the testkit looks for this: a constructor cannot wait for another process, a static method can. */
const MAKE = Symbol.for('paralelo.make');

/**
 * A spec may hold a promise while it waits for something else; that it rejects meanwhile is for the test to find out and
 * no unhandled rejection of the judge, which would cost the whole verdict.
 */
function unattended<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {});
  return promise;
}

function standInFunction(name: string, subject: SubjectSource): (...args: unknown[]) => Promise<unknown> {
  const call = (...args: unknown[]) => unattended(subject().then((client) => client.call(name, args)));
  return Object.defineProperty(call, 'name', { value: name });
}

/** Every method call goes to the subject; there is no `then`, so that an instance can be awaited. */
function standInInstance(client: SubjectClient, instance: number): object {
  return new Proxy(Object.freeze({}), {
    get: (_target, method) => {
      if (typeof method !== 'string' || method === 'then') return undefined;
      return (...args: unknown[]) => unattended(client.call(method, args, instance));
    },
  });
}

function standInClass(name: string, subject: SubjectSource): object {
  const construct = async (client: SubjectClient, args: unknown[]) =>
    standInInstance(client, await client.construct(name, args));
  const Class = class {
    constructor() {
      throw new TypeError(`A spec makes ${name} with \`await make(${name}, …)\` of the testkit, not with \`new\`.`);
    }
  };
  Object.defineProperty(Class, 'name', { value: name });
  Object.defineProperty(Class, MAKE, {
    value: (...args: unknown[]) => unattended(subject().then((client) => construct(client, args))),
  });
  return Class;
}

/** A value is read when it is awaited. */
function standInValue(name: string, subject: SubjectSource): PromiseLike<unknown> {
  return {
    // biome-ignore lint/suspicious/noThenProperty: being awaitable is the point.
    then: (onValue, onError) =>
      subject()
        .then((client) => client.read(name))
        .then(onValue, onError),
  };
}

export function standIn(name: string, kind: ExportKind, subject: SubjectSource): unknown {
  if (kind === 'function') return standInFunction(name, subject);
  return kind === 'class' ? standInClass(name, subject) : standInValue(name, subject);
}

/** Stand-ins for everything that a kata exports. */
export function standInModule(
  exports: Readonly<Record<string, ExportKind>>,
  subject: SubjectSource,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(exports).map(([name, kind]) => [name, standIn(name, kind, subject)]));
}
