const SEPARATOR = Buffer.from('/');

/** The path of an entry as the bytes it has on disk: a name that is no UTF-8 would be another one as a string. */
export function childPath(folder: Buffer, name: Buffer): Buffer {
  return Buffer.concat([folder, SEPARATOR, name]);
}
