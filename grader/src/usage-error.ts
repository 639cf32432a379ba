/** Something was asked for that cannot be done; its message says what was expected, what was given, what to do. Exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
