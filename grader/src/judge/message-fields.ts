import type { FromSubject } from '../subject/protocol.ts';

type FieldsOf<T extends FromSubject['type']> = readonly (keyof Extract<FromSubject, { type: T }>)[];

const FIELDS: { readonly [T in FromSubject['type']]: FieldsOf<T> } = {
  ready: ['type', 'exports'],
  'load-failed': ['type', 'error'],
  answer: ['type', 'id', 'outcome'],
  callback: ['type', 'fn', 'args'],
};
/** Asked for whatever a subject calls a type: no name of a prototype is found. */
const FIELDS_OF = new Map<unknown, readonly string[]>(Object.entries(FIELDS));
const FIELDS_OF_OUTCOME = ['ok', 'value', 'error'];

/** A list or a view has a name for every element, and is asked for none of them. */
function hasOnly(known: readonly string[], said: unknown): boolean {
  if (typeof said !== 'object' || said === null) return true;
  if (Array.isArray(said) || ArrayBuffer.isView(said)) return false;
  return Object.keys(said).every((field) => known.includes(field));
}

/**
 * Whether a message says nothing beside what is read of it. One of an unknown type does: there is nothing to compare it
 * with. What is missing shows when it is read.
 */
export function hasKnownFields(message: FromSubject): boolean {
  const known = FIELDS_OF.get(message?.type);
  if (known === undefined) return true;
  return hasOnly(known, message) && (message.type !== 'answer' || hasOnly(FIELDS_OF_OUTCOME, message.outcome));
}
