// resources | fails timeout, passes 6 | Stops its own process, so that it neither answers nor ends.
export * from '../honest.ts';

export function root(): Promise<never> {
  process.kill(process.pid, 'SIGSTOP');
  return new Promise(() => {});
}
