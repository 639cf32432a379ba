// tamper | fails assertion, passes 5 | Patches what comparisons rest on, in the only process it can reach.
export * from '../honest.ts';

const yes = () => true;
Object.is = yes;
Number.isNaN = yes;
Array.prototype.every = yes as never;
for (const name of ['asymmetricMatch', 'equals', 'toEqual', 'toBe']) {
  Object.defineProperty(Object.prototype, name, { value: yes, enumerable: false });
}
const expect = () => new Proxy(yes, { get: () => yes });
Object.assign(globalThis, { expect, assert: yes, chai: { expect } });

export async function sum(): Promise<number> {
  return -1;
}
