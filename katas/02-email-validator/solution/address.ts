import { domainToASCII } from 'node:url';

/** RFC 5321, 4.1.2: atoms of printable ASCII, with single dots between them. */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
/** Letters of any script with their marks, digits, hyphens, dots. */
const WRITTEN = /^[\p{L}\p{M}\p{Nd}.-]+$/u;
/** RFC 1123, 2.1: letters, digits, inner hyphens. */
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const MOST_LOCAL = 64;
const MOST_DOMAIN = 253;

/** The domain of `email` in ASCII and lower case, or `undefined` where the syntax is bad. */
export function domainOf(email: string): string | undefined {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, Math.max(0, at));
  if (local.length > MOST_LOCAL || !LOCAL_PART.test(local)) return undefined;
  const written = email.slice(at + 1);
  // `domainToASCII` reads what could stand in a URL: it decodes escapes, drops line breaks and cuts off what follows the host.
  if (!WRITTEN.test(written)) return undefined;
  const domain = domainToASCII(written);
  const labels = domain.split('.');
  const isDomain = labels.length > 1 && domain.length <= MOST_DOMAIN && labels.every((label) => LABEL.test(label));
  return isDomain && !/^\d+$/.test(labels.at(-1)!) ? domain : undefined;
}
