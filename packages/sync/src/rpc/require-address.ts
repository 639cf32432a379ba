import { describeHandle } from '../waiting/shared-words.ts';
import type { ObjectAddress } from './protocol.ts';

/** A token of another length would be waited for for ever: the server reads exactly so much before anything else. */
const TOKEN = /^[0-9a-f]{64}$/;

/**
 * The handle, if it is the whole address of an object of this kind.
 *
 * @throws TypeError when it is of another kind, or lost a part on the way.
 */
export function requireAddress<H extends ObjectAddress>(kind: string, handle: H): H {
  const { type, path, token, target } = (handle ?? {}) as Partial<ObjectAddress & { type: string }>;
  const isWhole = typeof path === 'string' && typeof target === 'string' && typeof token === 'string';
  if (isWhole && TOKEN.test(token) && type === kind) return handle;
  throw new TypeError(
    `${kind}.from was given ${describeHandle(handle)}: expected the \`handle\` of a ${kind} that a running process serves, as ` +
      'it was given there: type, path, token (64 hexadecimal digits) and target',
  );
}
