import { domainToASCII } from 'node:url';

const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The domain in ASCII and lower case; `null` where the syntax is bad. */
export function domainOf(email: string): string | null {
  const [local = '', written = '', ...more] = email.split('@');
  if (more.length > 0 || local.length > 64 || !LOCAL.test(local) || /[\s%/\\?#]/.test(written)) return null;
  const domain = domainToASCII(written);
  return domain.length <= 253 && DOMAIN.test(domain) ? domain : null;
}
