// report | fails load, passes 0 | Throws all of that at load, a megabyte of it.
export * from '../honest.ts';

throw new Error('::error::owned\n\u001b[2J##[error]owned\u202e\r\n'.repeat(20_000));
