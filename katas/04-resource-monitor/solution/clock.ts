/**
 * Epoch time in ms that never jumps: `Date.now()` follows every correction of the system's clock, and a deadline must not.
 * The same in every thread, though each has a `timeOrigin` of its own. While the machine is suspended, it stands still.
 */
export function epochMs(): number {
  return performance.timeOrigin + performance.now();
}
