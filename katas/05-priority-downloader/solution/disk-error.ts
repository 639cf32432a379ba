/** What the disk of this computer says. Asking the server again changes nothing about it. */
export class DiskError extends Error {
  constructor(cause: unknown) {
    super(`the file could not be saved: ${(cause as Error).message}`, { cause });
  }
}
