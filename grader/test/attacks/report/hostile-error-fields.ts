// report | fails assertion, passes 5 | Throws an error that carries text for every field that a report may show.
export * from '../honest.ts';

const text = '\u001b[2J::error::owned\n::error::owned ##[error]owned';

export async function sum(): Promise<never> {
  throw Object.assign(new Error(text, { cause: text }), {
    name: text,
    diff: text,
    actual: text,
    expected: `${text}!`,
    codeFrame: text,
    stack: text,
    stackStr: text,
    frame: text,
  });
}
