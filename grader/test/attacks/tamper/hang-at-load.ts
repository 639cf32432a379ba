// tamper | fails timeout, passes 0 | Never finishes loading.
export * from '../honest.ts';

await new Promise(() => setInterval(() => {}, 1000));
