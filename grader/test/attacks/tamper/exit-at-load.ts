// tamper | fails crash, passes 0 | Ends with success before there is anything to test.
export * from '../honest.ts';

process.exit(0);
