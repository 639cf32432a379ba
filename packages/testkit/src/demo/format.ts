/** `  1234 ms`, right-aligned, so that times lie under each other. */
export function formatMs(ms: number): string {
  return `${ms.toFixed(0).padStart(6)} ms`;
}

/** `1,234,567`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}
