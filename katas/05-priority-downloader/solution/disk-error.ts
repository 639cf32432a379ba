/** What the disk of this computer says. Asking the server again changes nothing about it. */
export class DiskError extends Error {
  constructor(cause: unknown) {
    super(`the disk refused: ${(cause as Error).message}`, { cause });
  }
}
