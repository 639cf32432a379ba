import { parse } from 'node:path';

/** What leads somewhere else, cannot be seen, or is no part of a name on some file system. */
const NOT_PLAIN = /[/\\:*?"<>|\p{C}]/gu;
/** A name may have 255 bytes, of which the hash with its dash takes 33. */
const MOST_BYTES = 255 - 33;
const MOST_EXTENSION_BYTES = 60;

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
  const extension = startOf(ext, MOST_EXTENSION_BYTES);
  return `${startOf(name, MOST_BYTES - Buffer.byteLength(extension)) || 'download'}-${md5}${extension}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone % is part of the name.
    return text;
  }
}

/** As much of `text` as fits into so many bytes, in whole characters. */
function startOf(text: string, bytes: number): string {
  return text.slice(0, new TextEncoder().encodeInto(text, new Uint8Array(bytes)).read);
}
