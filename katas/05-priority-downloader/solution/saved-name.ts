import { parse } from 'node:path';

/** What no file system reads as a way to somewhere else. */
const NOT_PLAIN = /[^\p{L}\p{N} ._-]/gu;
/** A name may have 255 bytes: three for each of these at most, and 33 for the hash. */
const MOST_NAME = 60;
const MOST_EXTENSION = 12;

/**
 * The name under which the content of `url` is saved: equal contents of equal names meet in one file, others never.
 *
 * @example
 * savedName('http://example.org/docs/report.pdf', '9e107d9d372bb6826bd81d3542a419d6');
 * // report-9e107d9d372bb6826bd81d3542a419d6.pdf
 */
export function savedName(url: string, md5: string): string {
  const last = decoded(new URL(url).pathname.split('/').at(-1)!);
  const { name, ext } = parse(last.replace(NOT_PLAIN, '_'));
  return `${name.slice(0, MOST_NAME) || 'download'}-${md5}${ext.slice(0, MOST_EXTENSION)}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone % is part of the name.
    return text;
  }
}
