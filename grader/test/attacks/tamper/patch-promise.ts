// tamper | fails assertion or timeout or crash or protocol, passes 0 | Patches Promise under its own host.
export * from '../honest.ts';

// biome-ignore lint/suspicious/noThenProperty: that is the attack.
Promise.prototype.then = function patched(this: unknown) {
  return this as never;
};
Promise.prototype.catch = function patched(this: unknown) {
  return this as never;
};
