import { inEnglish, type Sentence } from '../report/sentence.ts';

/** The files handed in cannot be graded; its message tells the student what to change. A verdict of kind `load`. */
export class SubmissionError extends Error {
  override readonly name = 'SubmissionError';
  /** What the message says. */
  readonly said: Sentence;

  constructor(said: Sentence, options?: ErrorOptions) {
    super(inEnglish([said]), options);
    this.said = said;
  }
}
