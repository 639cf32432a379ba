// poison | fails assertion, passes 5 | Throws an error that brings its own ways to be printed.
import { inspect } from 'node:util';

export * from '../honest.ts';

export async function sum(): Promise<never> {
  const print = () => process.exit(0);
  throw Object.assign(new Error('print me'), { [inspect.custom]: print, toJSON: print, toString: print });
}
