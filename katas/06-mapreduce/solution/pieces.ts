import { stat } from 'node:fs/promises';
import { type Piece, unreadable } from './count-piece.ts';

/** A piece and the number of its file in the list. */
export type NumberedPiece = Piece & { readonly index: number };

const MIB = 1 << 20;
const LARGEST = 16 * MIB;

/**
 * Cuts the files into pieces, the later the smaller: each holds a worker's half share of what is left. So there are few
 * of them, and still no worker idles while another one counts the largest file alone.
 *
 * "Guided self-scheduling": Polychronopoulos and Kuck, 1987.
 *
 * @throws Error that names the first file that cannot be looked at.
 */
export async function piecesOf(files: readonly string[], workers: number): Promise<NumberedPiece[]> {
  const sizes = await Promise.all(files.map(sizeOf));
  const pieces: NumberedPiece[] = [];
  let bytesLeft = sizes.reduce((sum, size) => sum + size, 0);
  for (const [index, size] of sizes.entries()) {
    for (let start = 0, isLast = false; !isLast; ) {
      const share = Math.min(LARGEST, Math.max(MIB, Math.ceil(bytesLeft / (2 * workers))));
      const length = Math.min(share, size - start);
      isLast = start + length === size;
      // The last piece has no end, because a file may have grown since.
      const end = isLast ? Number.POSITIVE_INFINITY : start + length;
      pieces.push({ file: files[index]!, index, start, end });
      bytesLeft -= length;
      start += length;
    }
  }
  return pieces;
}

/**
 * The size of a file.
 *
 * @throws Error that names it, unless it is a regular one: a pipe is waited for until someone writes to it, and what some
 * devices give has no end.
 */
export async function sizeOf(file: string): Promise<number> {
  try {
    const stats = await stat(file);
    if (!stats.isFile()) throw new Error('it is no regular file');
    return stats.size;
  } catch (cause) {
    throw unreadable(file, cause);
  }
}
