import { inEnglish, type Sentence } from './report/sentence.ts';

/** Something was asked for that cannot be done; its message says what was expected, what was given, what to do. Exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** What the message says. */
  readonly said: readonly Sentence[];

  constructor(said: Sentence | readonly Sentence[], options?: ErrorOptions) {
    const sentences = [said].flat();
    super(inEnglish(sentences), options);
    this.said = sentences;
  }
}
