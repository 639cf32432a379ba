import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it, vi } from 'vitest';
import { findCgroupPlace } from '../../src/sandbox/cgroup.ts';
import { Program } from './programs.ts';
import { levels, processesWith } from './sandbox-harness.ts';

vi.setConfig({ testTimeout: 30_000 });

const cgroupFolders = [...new Set(findCgroupPlace()?.folders.values())];

/** Everything on this machine that bears the name of a process. */
function traces(pid: number | undefined): readonly string[] {
  return [tmpdir(), ...cgroupFolders].flatMap((folder) =>
    readdirSync(folder).filter((name) => name.startsWith(`paralelo-${pid}-`)),
  );
}

const launchTwo = (level: string) => `
const isolation = await sandbox.openIsolation('${level}');
const subjects = [await isolation.launch(request), await isolation.launch(request)];
await Promise.all(subjects.map((subject) => once(subject.fromSubject, 'data')));
print('running');
`;

async function nothingLives(mark: string): Promise<void> {
  await vi.waitFor(() => expect(processesWith(mark)).toEqual([]), { timeout: 10_000, interval: 5 });
}

describe.each(levels)('when the grader ends, its subjects at level $level', ({ level }) => {
  it('die with it, even when it is killed without a word', async () => {
    await using program = Program.start(`${launchTwo(level)} setInterval(() => {}, 1e6);`);
    expect(await program.next()).toBe('running');
    expect(processesWith(program.mark).length).toBeGreaterThanOrEqual(3);
    program.child.kill('SIGKILL');
    await nothingLives(program.mark);
  });

  it('leave no process, folder or cgroup behind when it exits by itself', async () => {
    await using program = Program.start(`${launchTwo(level)} process.exit(5);`);
    expect(await program.next()).toBe('running');
    expect(await once(program.child, 'exit')).toEqual([5, null]);
    await nothingLives(program.mark);
    expect(traces(program.child.pid)).toEqual([]);
  });

  it('are ended by the signals that end a judge', async () => {
    await using program = Program.start(`
      sandbox.endOnSignals();
      ${launchTwo(level)}
      setInterval(() => {}, 1e6);
    `);
    expect(await program.next()).toBe('running');
    program.child.kill('SIGTERM');
    expect(await once(program.child, 'exit')).toEqual([null, 'SIGTERM']);
    await nothingLives(program.mark);
    expect(traces(program.child.pid)).toEqual([]);
  });
});
