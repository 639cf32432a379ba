import { rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Algorithm, SUFFIXES } from './codecs.ts';

/** Gives finished files their names in `outDir`. */
export class OutputNames {
  readonly #outDir: string;
  readonly #suffix: string;
  constructor(outDir: string, algorithm: Algorithm) {
    this.#outDir = outDir;
    this.#suffix = SUFFIXES[algorithm];
  }

  /** Gives the file at `aside` the name for `input`, and returns its path. */
  async give(aside: string, input: string): Promise<string> {
    const output = join(this.#outDir, `${basename(input)}${this.#suffix}`);
    await rename(aside, output);
    return output;
  }
}
