// resources | fails crash, passes 5 | Ends as programs with a bad pointer do.
export * from '../honest.ts';

export function sum(): Promise<never> {
  process.kill(process.pid, 'SIGSEGV');
  return new Promise(() => {});
}
