// poison | fails assertion or crash, passes 5 | Throws an error whose properties run code when they are read.
export * from '../honest.ts';

export async function sum(): Promise<never> {
  const error = new Error('look at me');
  for (const name of ['message', 'stack', 'name', 'cause', 'code']) {
    Object.defineProperty(error, name, {
      enumerable: true,
      get: () => {
        throw error;
      },
    });
  }
  throw error;
}
