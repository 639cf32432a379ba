import type { FailureKind, Problem } from '../report/result.ts';
import { inEnglish, type Sentence } from '../report/sentence.ts';

/** A longer message is the submission's own text, and a flood. */
const MAX_MESSAGE = 4000;

/** A subject that can no longer be trusted or reached, and why. What the spec saw of it does not count any more. */
export class SubjectFailure extends Error {
  override readonly name = 'SubjectFailure';
  readonly kind: FailureKind;
  /** What the message says, a line each. */
  readonly sentences: readonly Sentence[];
  /** Whether it came of other programs on the machine, so that it says nothing of the submission. */
  readonly isMachines: boolean;

  constructor(
    kind: FailureKind,
    said: Sentence | readonly Sentence[],
    options?: ErrorOptions & { isMachines?: boolean },
  ) {
    const sentences = [said].flat().map(bounded);
    super(cut(inEnglish(sentences, '\n')), options);
    this.kind = kind;
    this.sentences = sentences;
    this.isMachines = options?.isMachines ?? false;
  }

  /** The same, with one more sentence. */
  with(more: Sentence): SubjectFailure {
    const { cause, isMachines } = this;
    return new SubjectFailure(this.kind, [...this.sentences, more], { cause, isMachines });
  }

  /** As it crosses to other processes and into a result. */
  get problem(): Problem {
    return { kind: this.kind, message: this.message, messageSentences: [...this.sentences] };
  }
}

function bounded({ key, values }: Sentence): Sentence {
  const entries = Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? cut(value) : value]);
  return { key, values: Object.fromEntries(entries) };
}

function cut(text: string): string {
  return text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE)}…` : text;
}
