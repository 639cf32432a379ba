/** What a worker loads: no package, because loading is most of what a new worker costs. */

import { countPiece, type Piece } from './count-piece.ts';
import { type PackedWords, WordTable } from './word-table.ts';

/** The words of a piece, dealt to reducers. */
export function mapPiece(piece: Piece, reducers: number): PackedWords[] {
  return countPiece(piece).pack(reducers);
}

/** Sums up what several pieces, or earlier sums, hold for one reducer. */
export function reducePacked(parts: readonly PackedWords[]): PackedWords {
  const words = new WordTable();
  for (const part of parts) words.addAll(part);
  return words.pack(1)[0]!;
}
