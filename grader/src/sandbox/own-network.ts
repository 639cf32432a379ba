import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findProgram } from './node-runtime.ts';

const run = promisify(execFile);

/** A network namespace in which there is `lo`, which bubblewrap brings up, and nothing else; all the rest stays as it is. */
const WALLED_OFF = ['--unshare-net', '--dev-bind', '/', '/', '--die-with-parent', '--'];
/** What a subject's own bubblewrap needs to be allowed, once more inside. */
const NESTED = ['--unshare-user', '--unshare-pid', '--ro-bind', '/', '/', '--proc', '/proc', '--'];

/**
 * The command in front of a program that gets a network of its own: what it starts can reach it, and nobody else.
 *
 * @returns nothing where this machine does not let a sandbox be started inside of that.
 * @example
 * const [bwrap, ...args] = (await ownNetwork())!;
 * spawn(bwrap!, [...args, process.execPath, 'server.ts']);
 */
export async function ownNetwork(): Promise<readonly string[] | undefined> {
  const bwrap = await findProgram('bwrap');
  if (bwrap === undefined) return undefined;
  try {
    await run(bwrap, [...WALLED_OFF, bwrap, ...NESTED, bwrap, '--version']);
    return [bwrap, ...WALLED_OFF];
  } catch {
    return undefined;
  }
}
