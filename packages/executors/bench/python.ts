import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SCRIPT = fileURLToPath(new URL('./python.py', import.meta.url));
let missing = false;

/** Figures of Python's own pools by contender; nothing, said once, where there is no `python3`. */
export async function measurePython(scenario: string): Promise<Record<string, Record<string, number>> | undefined> {
  if (missing) return undefined;
  try {
    const { stdout } = await promisify(execFile)('python3', [SCRIPT, scenario]);
    return JSON.parse(stdout);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    missing = true;
    console.log('python3 is not on this machine: its pools are left out\n');
    return undefined;
  }
}
