import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A child that did start, so that it has a number. */
export type StartedChild = ChildProcess & { readonly pid: number };

/** Starts a program; @throws with the program's path when it cannot be started, whichever way Node tells. */
export async function startChild(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<StartedChild> {
  try {
    const child = spawn(program, args, options);
    if (child.pid === undefined) throw (await once(child, 'error'))[0];
    return child as StartedChild;
  } catch (cause) {
    const message = `${program} could not be started in ${options.cwd}: expected a program and a folder.`;
    throw new Error(message, { cause });
  }
}
