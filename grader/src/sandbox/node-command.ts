import type { LaunchRequest } from './isolation.ts';

/** Everything that stands behind `node` on the command line of a subject whose staged folder is at `root` for it. */
export function nodeCommand(
  request: LaunchRequest,
  root: string,
  levelFlags: readonly string[] = [],
): readonly string[] {
  return [
    // SIGUSR1 would open the inspector: code execution for whoever may signal.
    '--disable-sigusr1',
    `--max-old-space-size=${request.limits.memoryMb}`,
    ...levelFlags,
    ...request.nodeArgs.map((flag) => flag.replaceAll('%root%', root)),
    `${root}/${request.entry}`,
    ...request.args,
  ];
}
