// tamper | fails load, passes 0 | Throws before there is anything to test.
export * from '../honest.ts';

throw new Error('not today');
