import type { FailureKind } from '../report/result.ts';

/** A longer message is the submission's own text, and a flood. */
const MAX_MESSAGE = 4000;

/** A subject that can no longer be trusted or reached, and why. What the spec saw of it does not count any more. */
export class SubjectFailure extends Error {
  override readonly name = 'SubjectFailure';
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string, options?: ErrorOptions) {
    super(message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message, options);
    this.kind = kind;
  }
}
