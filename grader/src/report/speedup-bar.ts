/**
 * A picture of a speedup in one line: filled up to `speedup`, a mark at `threshold`, its end at `ideal` or, where a lucky
 * run is beyond that, at `speedup`. Readable without colour; `cells` characters wide.
 *
 * @example
 * speedupBar({ speedup: 1.5, threshold: 1.2, ideal: 2 }, 20); // '━━━━━━━━━━━━┃━━─────'
 */
export function speedupBar(
  { speedup, threshold, ideal }: { readonly speedup: number; readonly threshold: number; readonly ideal: number },
  cells: number,
): string {
  const end = Math.max(ideal, speedup, threshold);
  const cellOf = (value: number): number => Math.round((Math.max(0, value) / end) * cells);
  const mark = Math.min(Math.max(cellOf(threshold), 1), cells - 1);
  // Rounding must not tell a lie: there is a gap before the mark exactly where the threshold is not reached.
  const filled = speedup >= threshold ? Math.max(cellOf(speedup), mark) : Math.min(cellOf(speedup), mark - 1);
  const line = '━'.repeat(filled) + '─'.repeat(cells - filled);
  return `${line.slice(0, mark)}┃${line.slice(mark + 1)}`;
}
