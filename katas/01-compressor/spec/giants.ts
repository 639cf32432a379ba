import { join } from 'node:path';
import { scratch, writePlain } from '@paralelo/testkit';

const MIB = 1024 * 1024;

/** Keeps a worker busy for a third of a second: far longer than a hundred bytes, whatever else runs on the machine. */
export const LONG_BYTES = 128 * MIB;
/**
 * Seconds of work at the lowest level, which the files beside it need not wait for: enough to start a process for each of them on
 * a machine that is busy. A call that can be told to stop never works through it.
 */
export const LONGER_BYTES = 2048 * MIB;
/** Small files beside larger ones are done by then, on a machine that is busy too; less than a call may take. */
export const PATIENCE_MS = 12_000;
/** Many minutes of work at a high level: a call that does not stop runs into its time limit. */
export const ENDLESS_BYTES = 256 * 1024 * MIB;
/** More than a submission may use of memory while it is graded; a length that is no multiple of anything. */
export const BEYOND_MEMORY_BYTES = 1152 * MIB + 12_345;

/** A file of zeros that takes up no disk: holes, up to `bytes`. */
export async function writeGiant(name: string, bytes: number): Promise<string> {
  const path = join(await scratch(), 'in', name);
  writePlain(path, '', bytes);
  return path;
}
