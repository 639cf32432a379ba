import type { Result } from './result.ts';
import type { TerminalOptions } from './terminal.ts';

/** What a face may need besides the result. */
export interface FaceOptions extends TerminalOptions {
  /** What the total is compared with: the result of the branch that a change goes into. */
  readonly base?: Result;
  /** The environment: some faces are read by a program that names the submission there. */
  readonly env: Readonly<Record<string, string | undefined>>;
}
