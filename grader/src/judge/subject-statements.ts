/** What a subject says of itself, read as what anybody might have written. */
import { sentence } from '../report/sentence.ts';
import { wordsWithFrames } from './foreign-errors.ts';
import { SubjectFailure } from './subject-failure.ts';

const KINDS = new Set('undefined boolean number bigint string symbol object function class'.split(' '));

/** `typeof` of every export. @throws {SubjectFailure} when it is not what the host says of a module. */
export function exportsOf(said: unknown): Readonly<Record<string, string>> {
  const isRecord = typeof said === 'object' && said !== null && !Array.isArray(said) && !ArrayBuffer.isView(said);
  if (isRecord && Object.values(said).every((kind) => KINDS.has(kind))) return said as Record<string, string>;
  throw new SubjectFailure('protocol', sentence('channel.noExports'));
}

/** Why the module did not load. */
export function loadFailure(error: unknown): SubjectFailure {
  return new SubjectFailure('load', sentence('load.threw', { said: wordsWithFrames(error) }), { cause: error });
}

/** Node's names for what keeps it alive. @throws {SubjectFailure} when it is not what the host says of that. */
export function namesOf(said: unknown): readonly string[] {
  if (Array.isArray(said) && said.every((name) => typeof name === 'string' && /^\w{1,40}$/.test(name))) return said;
  throw noNames();
}

export const noNames = () => new SubjectFailure('protocol', sentence('channel.noNames'));
