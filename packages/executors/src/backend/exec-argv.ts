/** Flags that belong to the host's own program: a worker that inherits them dies or does something else. */
const HOST_ONLY =
  /^(--input-type|--eval|-e|--print|-p|-pe|--check|-c|--interactive|-i|--test|--watch|--inspect|--run)\b/;
/** Flags that say how modules are found and loaded. The rest is for the whole process, and a thread given it is refused. */
const MODULES =
  /^(--conditions|-C|--import|--require|-r|--loader|--(no-)?experimental-|--(no-)?strip-types|--preserve-symlinks)/;
/** Flags whose value may be an argument of its own that looks like a flag. */
const TAKES_VALUE =
  /^(--eval|-e|--print|-p|-pe|--input-type|--watch-path|--run|--conditions|-C|--import|--require|-r|--loader|--experimental-loader)$/;

/** What a child process inherits of the host's `execArgv`: everything but the host's own program. */
export function processExecArgv(execArgv: readonly string[] = process.execArgv): string[] {
  return select(execArgv, (flag) => !HOST_ONLY.test(flag));
}

/** What to give a thread; nothing where plain inheritance, which drops no flag, does no harm. */
export function threadExecArgv(execArgv: readonly string[] = process.execArgv): string[] | undefined {
  if (!execArgv.some((flag) => HOST_ONLY.test(flag))) return undefined;
  return select(execArgv, (flag) => MODULES.test(flag));
}

function select(execArgv: readonly string[], isKept: (flag: string) => boolean): string[] {
  return execArgv.filter((argument, at) => {
    const before = execArgv[at - 1] ?? '';
    const isValue = !argument.startsWith('-') || TAKES_VALUE.test(before);
    return isKept(isValue ? before : argument);
  });
}
