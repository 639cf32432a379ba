/**
 * The work on which a kata's speedup is measured. Lives in `spec/speedup.ts` as the export `speedup`.
 *
 * `run` executes in the judge; `kata` stands for the submission, or for the grader's own sequential `spec/baseline.ts`,
 * both of which live in another process. Every measurement gets a fresh process and a fresh input.
 *
 * @typeParam Kata - the exports of the kata, `typeof import('../src/index.ts')`.
 */
export interface SpeedupWorkload<Kata, Input, Answer> {
  /** Inputs of different seeds differ, but cost the same within about 2 %. Cloneable, small. */
  makeInput(seed: number): Input;
  /** The measured call. Never more than `workers` cores' worth of work. */
  run(kata: Kata, input: Input, options: { workers: number }): Promise<Answer>;
  /** What is wrong with `answer`, in a sentence, or `undefined`. `expected` is the baseline's answer to the same input. */
  check(answer: unknown, expected: Answer): string | undefined;
}
