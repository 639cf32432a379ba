import { extname } from 'node:path';

/** `name-<md5>.ext`, of letters that lead nowhere. */
export function nameFor(url: string, md5: string): string {
  const last = new URL(url).pathname.split('/').pop()!;
  const plain = last.replace(/[^\w.-]/g, '_').slice(-100);
  const extension = extname(plain);
  return `${plain.slice(0, plain.length - extension.length) || 'index'}-${md5}${extension}`;
}
