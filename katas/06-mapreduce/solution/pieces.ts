import { stat } from 'node:fs/promises';
import { type Piece, unreadable } from './count-piece.ts';

/** A piece and the number of its file in the list. */
export type NumberedPiece = Piece & { readonly index: number };

/** Some twenty milliseconds of counting: next to that a message is cheap, and no worker idles long at the end. */
const PIECE = 4 << 20;

/**
 * Cuts the files into pieces, so that no worker counts the largest file alone while the others idle.
 *
 * @throws Error that names the first file that cannot be looked at.
 */
export async function piecesOf(files: readonly string[]): Promise<NumberedPiece[]> {
  const sizes = await Promise.all(files.map(sizeOf));
  return files.flatMap((file, index) => {
    const count = Math.max(1, Math.ceil(sizes[index]! / PIECE));
    return Array.from({ length: count }, (_, i) => {
      // The last piece has no end, because a file may have grown since.
      const end = i === count - 1 ? Number.POSITIVE_INFINITY : (i + 1) * PIECE;
      return { file, index, start: i * PIECE, end };
    });
  });
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (cause) {
    throw unreadable(file, cause);
  }
}
