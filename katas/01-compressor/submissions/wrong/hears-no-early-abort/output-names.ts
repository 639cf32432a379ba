import { link } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { type Algorithm, SUFFIXES } from './codecs.ts';

/** Gives finished files their names in `outDir`: `a.txt.gz`, then `a-2.txt.gz`, `a-3.txt.gz` where that one is taken. */
export class OutputNames {
  readonly #outDir: string;
  readonly #suffix: string;
  /** Where to look on by base name, so that a thousand files of one name do not try a thousand names each. */
  readonly #next = new Map<string, number>();

  constructor(outDir: string, algorithm: Algorithm) {
    this.#outDir = outDir;
    this.#suffix = SUFFIXES[algorithm];
  }

  /**
   * Gives the file at `aside` the first free name for `input`. A link fails where something exists, in the same step in which
   * it would be made; a look beforehand and a rename would overwrite whatever came in between.
   *
   * @returns the path of the output.
   */
  async give(aside: string, input: string): Promise<string> {
    const { name, ext, base } = parse(input);
    for (;;) {
      const number = this.#next.get(base) ?? 1;
      this.#next.set(base, number + 1);
      const output = join(this.#outDir, `${number === 1 ? base : `${name}-${number}${ext}`}${this.#suffix}`);
      try {
        await link(aside, output);
        return output;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
  }
}
