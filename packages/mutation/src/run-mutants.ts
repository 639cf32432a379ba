import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cp, glob, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Change, changesOf } from './changes.ts';

/** A change to the program, and whether its tests noticed. */
export interface Mutant extends Omit<Change, 'program'> {
  /** Relative to the folder of the solution. */
  readonly file: string;
  /** `survived`: every test passed all the same. */
  readonly fate: 'killed' | 'survived';
}

export interface MutateOptions {
  /** Changes this file of the solution only. */
  readonly only?: string | undefined;
  /** Runs the tests in the folder of a kata; an exit code other than 0, or no end, kills the mutant. */
  readonly command: string;
  /** How many run at the same time. */
  readonly concurrency: number;
  /** A run that takes this long, besides 1.5 times what it takes without a change, hangs; default 6000. */
  readonly patienceMs?: number;
  /** Told of each mutant as its fate is known. */
  readonly onMutant?: (mutant: Mutant, progress: { done: number; total: number }) => void;
}

/** Copies of the kata lie here, so that what they import is found where the kata finds it. */
const COPIES = '.mutants';
const LEFT_OUT = new Set(['submissions', 'coverage', 'node_modules', COPIES]);
const TIMES = 1.5;
const NEVER_HANGS_MS = 600_000;

/**
 * Changes what lies in `solution/` of a kata, one place at a time in a copy of the kata, and runs its tests for each.
 *
 * @throws Error when the tests fail without any change
 */
export async function mutate(dir: string, options: MutateOptions): Promise<Mutant[]> {
  const { only = '**/*.ts', command, concurrency, patienceMs = 6_000, onMutant } = options;
  const solution = join(dir, 'solution');
  const files = (await Array.fromAsync(glob(join(solution, only)))).toSorted();
  const changes = (await Promise.all(files.map((file) => changesIn(file, relative(solution, file))))).flat();
  const mutants: Mutant[] = new Array(changes.length);
  const queue = changes.entries();
  let done = 0;

  async function runLane(copy: string, longestMs: number): Promise<void> {
    for (const [i, { file, text, change }] of queue) {
      const path = join(copy, 'solution', file);
      const { program, ...told } = change;
      await writeFile(path, program);
      const fate = (await passes(command, copy, longestMs)) ? 'survived' : 'killed';
      await writeFile(path, text);
      const mutant: Mutant = { file, ...told, fate };
      mutants[i] = mutant;
      onMutant?.(mutant, { done: ++done, total: changes.length });
    }
  }

  const folder = join(dir, COPIES);
  const clear = () => rmSync(folder, { recursive: true, force: true });
  clear();
  process.once('exit', clear);
  try {
    const copies = await Promise.all(Array.from({ length: concurrency }, (_, i) => copyOf(dir, join(folder, `${i}`))));
    const since = performance.now();
    // All at once: that is how they will run.
    const unchanged = await Promise.all(copies.map((copy) => passes(command, copy, NEVER_HANGS_MS)));
    if (unchanged.includes(false)) throw new Error(`the tests of ${dir} fail without any change; run them: ${command}`);
    const longestMs = patienceMs + TIMES * (performance.now() - since);
    await Promise.all(copies.map((copy) => runLane(copy, longestMs)));
  } finally {
    process.off('exit', clear);
    clear();
  }
  return mutants;
}

async function changesIn(path: string, file: string) {
  const text = await readFile(path, 'utf8');
  return (await changesOf(path, text)).map((change) => ({ file, text, change }));
}

async function copyOf(dir: string, copy: string): Promise<string> {
  await mkdir(copy, { recursive: true });
  // One by one: `cp` copies no folder into itself.
  for (const name of await readdir(dir)) {
    if (!LEFT_OUT.has(name)) await cp(join(dir, name), join(copy, name), { recursive: true });
  }
  // A command may name what is installed; where nothing is, nothing needs to be.
  await symlink(join(dir, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** In memory where there is such a place: some specs write a quarter of a gigabyte. */
const TEMPORARY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
/** Groups of processes that run now, each with its own temporary folder. A terminal's Ctrl+C does not reach them. */
const running = new Map<number, string>();
process.once('exit', () => {
  for (const [group, temporary] of running) end(group, temporary);
});

/** Whether the command ends with 0 in time. Its whole group of processes is gone by then, and its temporary files. */
async function passes(command: string, cwd: string, longestMs: number): Promise<boolean> {
  const temporary = mkdtempSync(join(TEMPORARY, 'mutant-'));
  const env = { ...process.env, TMPDIR: temporary };
  const child = spawn(command, { cwd, env, shell: true, stdio: 'ignore', detached: true });
  const group = child.pid!;
  running.set(group, temporary);
  const timer = setTimeout(kill, longestMs, group);
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code === 0;
  } finally {
    clearTimeout(timer);
    end(group, temporary);
    running.delete(group);
  }
}

/** Who is killed removes nothing. */
function end(group: number, temporary: string): void {
  kill(group);
  rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
}

function kill(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
