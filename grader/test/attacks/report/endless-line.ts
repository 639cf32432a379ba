// report | fails assertion, passes 5 | Throws one line without a space, and as many empty lines.
export * from '../honest.ts';

export async function sum(): Promise<never> {
  console.log('y'.repeat(20_000));
  throw new Error(`${'x'.repeat(200_000)}${'\n'.repeat(200_000)}${' '.repeat(200_000)}::error::x`);
}
