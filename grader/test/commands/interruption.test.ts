import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ResultSchema } from '../../src/report/result.ts';
import { startGrader } from './grader-process.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'interruption-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** Command lines of every process that has `needle` in its command line or environment. */
async function processesWith(needle: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const [command, environment, cwd] = await Promise.all([
        readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
        readFile(`/proc/${pid}/environ`, 'utf8').catch(() => ''),
        readlink(`/proc/${pid}/cwd`).catch(() => ''),
      ]);
      return `${command}${environment}${cwd}`.includes(needle) ? [command.replaceAll('\0', ' ')] : [];
    }),
  );
  return found.flat();
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 20));
}

it.each(['SIGINT', 'SIGTERM'] as const)(
  '%s leaves no process, no temporary file, and a valid result',
  async (signal) => {
    const { child, ended } = startGrader('grade', '03', '--reference', '--out', dir);
    const owned = `paralelo-${child.pid}-grading`;
    // A subject that runs has the grading's folder in its command line.
    await until(async () => (await processesWith(owned)).some((command) => command.includes('host.ts')));
    child.kill(signal);
    const { code, stdout } = await ended;
    expect(code).toBe(130);
    expect(stdout).toContain('Interrupted');
    // SIGKILL has been sent by now; the kernel may still be taking the processes away.
    await until(async () => (await processesWith(owned)).length === 0);
    expect((await readdir(tmpdir())).filter((name) => name.startsWith(`paralelo-${child.pid}-`))).toEqual([]);
    const result = ResultSchema.parse(JSON.parse(await readFile(join(dir, 'result.json'), 'utf8')));
    expect(result.interrupted).toBe(true);
  },
);

it('SIGKILL of the grader leaves no process either', async () => {
  const { child, ended } = startGrader('grade', '03', '--reference', '--out', dir);
  const owned = `paralelo-${child.pid}-grading`;
  await until(async () => (await processesWith(owned)).some((command) => command.includes('host.ts')));
  child.kill('SIGKILL');
  await ended;
  await until(async () => (await processesWith(owned)).length === 0);
});
