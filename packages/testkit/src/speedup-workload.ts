/**
 * The work on which a kata's speedup is measured. Lives in `spec/speedup.ts` as the export `speedup`.
 *
 * All of it executes in the judge; `kata` stands for the submission, or for the grader's own sequential `spec/baseline.ts`,
 * both of which live in another process. Every measurement gets a fresh process and a fresh input; where kata.json says
 * `"scratch": true`, also a fresh folder that both see.
 *
 * @typeParam Kata - the exports of the kata, `typeof import('../src/index.ts')`.
 */
export interface SpeedupWorkload<Kata, Input, Answer> {
  /** Inputs of different seeds differ, but cost the same within about 2 %. Cloneable, small. */
  makeInput(seed: number): Input;
  /** Writes the files of `input` into `folder`, before the clock starts; only where there is a scratch folder. */
  prepare?(input: Input, folder: string): Promise<void>;
  /** The measured call. Never more than `workers` cores' worth of work. `folder` is there where a scratch folder is. */
  run(kata: Kata, input: Input, options: { workers: number; folder?: string }): Promise<Answer>;
  /**
   * Looks at the files, when the clock has stopped and the submission is dead; only where there is a scratch folder.
   *
   * @returns what `check` is to see of this answer: figures, not files. What it throws makes the answer wrong.
   */
  inspect?(answer: unknown, input: Input, folder: string): Promise<Answer>;
  /** What is wrong with `answer`, in a sentence, or `undefined`. `expected` is the baseline's answer to the same input. */
  check(answer: unknown, expected: Answer): string | undefined;
}
