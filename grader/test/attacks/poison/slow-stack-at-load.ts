// poison | fails load, passes 0 | Throws at load with a stack that is slow to search.
export * from '../honest.ts';

const error = new Error('slow to read');
error.stack = '/kata/src/'.repeat(600_000);
throw error;
