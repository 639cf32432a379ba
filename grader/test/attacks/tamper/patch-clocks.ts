// tamper | harmless, passes 7 | Patches clocks and timers: the judge's own are elsewhere.
export * from '../honest.ts';

Date.now = () => 0;
performance.now = () => 0;
process.hrtime.bigint = () => 0n;
globalThis.setTimeout = (() => 0) as never;
globalThis.setInterval = (() => 0) as never;
globalThis.queueMicrotask = () => {};
