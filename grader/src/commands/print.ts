import type { Translate } from '../report/messages/messages.ts';
import { EXIT } from './exit-codes.ts';

let isWatched = false;

/**
 * Writes to stdout. Where that fails, on a full disk or into a pipe that nobody reads, it is said once, and the command ends
 * with code 2 whatever it comes to: nobody must take half a report for a whole one.
 */
export function print(text: string, t: Translate): void {
  if (!isWatched) {
    isWatched = true;
    process.stdout.once('error', ({ message }: Error) => {
      process.stdout.on('error', () => {});
      process.stderr.write(`${t('usage.stdout', { said: message })}\n`);
      process.on('exit', () => {
        process.exitCode = EXIT.trouble;
      });
    });
  }
  process.stdout.write(text);
}
