// poison | fails assertion, passes 5 | Returns keys that would become prototypes.
export * from '../honest.ts';

export async function describeNumbers(): Promise<object> {
  return JSON.parse(
    '{"__proto__":{"count":20,"largest":7,"sorted":[1,2],"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  );
}
