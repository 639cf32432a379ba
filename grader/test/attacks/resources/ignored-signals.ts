// resources | fails timeout, passes 6 | Ignores every signal that can be ignored, and hangs.
export * from '../honest.ts';

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'SIGPIPE'] as const) {
  process.on(signal, () => {});
}

export function root(): never {
  for (;;);
}
