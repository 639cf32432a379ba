import { inEnglish, type Sentence } from '../report/sentence.ts';

/** A level of isolation lacks something on this machine; what it is, and what to do about it. */
export class LacksError extends Error {
  override readonly name = 'LacksError';
  readonly said: Sentence;

  constructor(said: Sentence) {
    super(inEnglish([said]));
    this.said = said;
  }
}
