/** A process for one program: loads the kata, runs the program, says how it went, and keeps nothing alive itself. */
import { pathToFileURL } from 'node:url';
import { make } from '../make.ts';
import { comeToRest } from './at-rest.ts';
import type { HostMessage } from './run-alone.ts';

/** How long it may take to end, ms: a busy machine needs its time to end threads, and nobody waits longer for who hangs. */
const PATIENCE_MS = 10_000;

const [entry, program, args] = process.argv.slice(2) as [string, string, string];
const tell = (message: HostMessage) => process.send!(message);
const atRest = () => {
  const cpuMs = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  return comeToRest(cpuMs);
};
try {
  const kata = await import(pathToFileURL(entry).href);
  const { run } = await import(`data:text/javascript,${encodeURIComponent(`export const run = ${program};`)}`);
  tell({ said: 'settled', result: await run({ kata, make, atRest }, ...JSON.parse(args)) });
} catch (error) {
  tell({ said: 'failed', error });
}
setTimeout(() => tell({ said: 'kept', by: process.getActiveResourcesInfo() }), PATIENCE_MS).unref();
