/** What the submission threw, and where: kept beside its errors, because a foreign stack on them is not safe to print. */
import { inspect } from 'node:util';

const stacks = new WeakMap<Error, string>();

const FRAME = /(?:\/|^|\()kata\/(src\/[\w./-]+\.m?[tj]s:\d+:\d+)/;
const MAX_FRAMES = 3;
/** A longer one is no stack, and slow to search. */
const MAX_STACK = 8000;

export function rememberStack(error: Error, stack: string): void {
  stacks.set(error, stack.slice(0, MAX_STACK));
}

/** Lines `src/index.ts:12:5` of the submission's own code on the way to the throw, innermost first. */
function submissionFrames(error: unknown): string[] {
  const stack = error instanceof Error ? (stacks.get(error) ?? '') : '';
  const frames = stack.split('\n').flatMap((line) => FRAME.exec(line)?.[1] ?? []);
  return frames.slice(0, MAX_FRAMES);
}

/** A thrown value in words. Bounded, and no code of the value's own runs: `String` trusts its `toString`. */
export function wordsFor(thrown: unknown): string {
  if (typeof thrown === 'string') return thrown;
  return thrown instanceof Error ? String(thrown) : inspect(thrown, { depth: 1, maxStringLength: 1000 });
}

/** The same with the lines of its own code on which the submission threw, one under the other. */
export function wordsWithFrames(thrown: unknown): string {
  return [wordsFor(thrown), ...submissionFrames(thrown).map((frame) => `  at ${frame}`)].join('\n');
}

/** Fields that whoever reports a thrown value takes for text. */
const TEXT_FIELDS = ['message', 'stack', 'name'];

/** `thrown` itself, or an error in its place where a test runner would throw on it while it reports the first throw. */
export function printable(thrown: unknown): unknown {
  if (typeof thrown !== 'object' || thrown === null || thrown instanceof Error) return thrown;
  try {
    void String(thrown);
    const fields = thrown as Record<string, unknown>;
    if (TEXT_FIELDS.every((name) => ['undefined', 'string'].includes(typeof fields[name]))) return thrown;
  } catch {
    // It has a toString of its own that is no function.
  }
  return new TypeError(`The submission threw an object that cannot be printed: ${wordsFor(thrown)}`);
}
