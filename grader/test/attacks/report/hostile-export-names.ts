// report | fails load, passes 0 | Lacks an export and has others with hostile names.
const odd = 1;

export { odd as '::error::owned', odd as '\u001b[2J', odd as '__proto__', odd as 'constructor' };
