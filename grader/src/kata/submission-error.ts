/** The files handed in cannot be graded; its message tells the student what to change. A verdict of kind `load`. */
export class SubmissionError extends Error {
  override readonly name = 'SubmissionError';
}
