const WIDTH = 30;
/** Where nothing can be drawn over, a log is not flooded. */
const MOST_LINES = 10;

/**
 * Shows progress as a bar that is drawn over itself in a terminal and goes away when all is done, and elsewhere as a line
 * now and then, ten at most.
 *
 * @param tell - what is said of the counts `3/10`
 * @param count - how a number is written
 * @returns what the work calls with how much is done; more than once with the same number does no harm
 * @example
 * const onProgress = progressBar((counts) => `Compressed ${counts} files`, formatIn('en').count);
 */
export function progressBar(
  tell: (counts: string) => string,
  count: (value: number) => string,
  out: NodeJS.WriteStream = process.stdout,
): (progress: { done: number; total: number }) => void {
  let shown = 0;
  return ({ done, total }) => {
    const steps = out.isTTY ? WIDTH : Math.min(total, MOST_LINES);
    const step = Math.floor((done * steps) / total);
    if (step === shown) return;
    shown = step;
    const line = tell(`${count(done)}/${count(total)}`);
    if (!out.isTTY) out.write(`  ${line}\n`);
    else if (done === total) out.write('\r\x1b[2K');
    else out.write(`\r\x1b[2K  ${'█'.repeat(step)}${'░'.repeat(WIDTH - step)} ${line}`);
  };
}
