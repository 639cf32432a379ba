// poison | fails assertion, passes 5 | Throws a message that looks like a stack, and is slow to be read as one.
export * from '../honest.ts';

export async function describeNumbers(): Promise<never> {
  const frame = '\n    at eval (/etc/passwd:1:1)';
  throw new Error(`no${frame.repeat(2000)}\n    at ${'a:1'.repeat(300_000)}\n${' at ('.repeat(300_000)}`);
}
