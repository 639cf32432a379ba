// tamper | fails assertion, passes 3 | Replaces the function with which its host writes answers.
import { syncBuiltinESMExports } from 'node:module';
import v8 from 'node:v8';

export * from '../honest.ts';

const { serialize } = v8;
v8.serialize = (message: { outcome?: { ok: boolean } }) =>
  serialize(message?.outcome?.ok === false ? { ...message, outcome: { ok: true, value: undefined } } : message);
syncBuiltinESMExports();

/** The judge never sees the error, and gets no number either. */
export async function sum(): Promise<number> {
  throw new Error('hidden');
}
