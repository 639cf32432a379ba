// resources | fails limit, passes 5 | Prints without end.
export * from '../honest.ts';

export async function sum(): Promise<number> {
  for (;;) console.log('x'.repeat(1000));
}
