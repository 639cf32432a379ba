import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

/** A command that a benchmark runs, from its start to its exit. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** What one run took. */
export interface ProcessRun {
  readonly output: string;
  /** Wall time in ms. */
  readonly ms: number;
  /** CPU time in ms and peak memory in MiB, of the whole tree of processes; only where GNU time is installed. */
  readonly cpuMs?: number;
  readonly peakMb?: number;
}

/** GNU time: a shell's own `time` knows no memory. */
const GNU_TIME = '/usr/bin/time';

/** Whether a program can be started by its name or path. */
export function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs a program and waits for its exit. What it prints to stderr goes to ours.
 *
 * @param time - path of GNU time
 * @throws Error when it cannot be started, or ends with another exit code than 0.
 */
export function runProcess(program: Program, time = GNU_TIME): ProcessRun {
  if (!isInstalled(time)) return timed(program);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const report = join(folder, 'usage');
    const args = ['--format=%U %S %M', `--output=${report}`, program.command, ...program.args];
    const run = timed({ ...program, command: time, args });
    const [user, system, peakKb] = readFileSync(report, 'utf8').trim().split(' ').map(Number);
    return { ...run, cpuMs: 1000 * (user! + system!), peakMb: peakKb! / 1024 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function timed({ command, args, env = process.env }: Program): ProcessRun {
  const since = performance.now();
  const output = execFileSync(command, args, {
    encoding: 'utf8',
    env,
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { output, ms: performance.now() - since };
}
