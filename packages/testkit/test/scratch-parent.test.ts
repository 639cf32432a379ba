import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scratchParent } from '../src/scratch-parent.ts';

describe('scratchParent', () => {
  it('is the temporary folder that TMPDIR names, under its real path', () => {
    const before = process.env['TMPDIR'];
    const folder = mkdtempSync(join(realpathSync(tmpdir()), 'parent-'));
    onTestFinished(() => {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
      rmSync(folder, { recursive: true });
    });
    process.env['TMPDIR'] = join(folder, 'link');
    symlinkSync(folder, process.env['TMPDIR']);
    expect(scratchParent()).toBe(folder);
  });

  it('without TMPDIR is the temporary folder where what is named as memory lies on a disk, or is not there', () => {
    const notThere = join(tmpdir(), 'nothing', 'here');
    for (const memory of [import.meta.dirname, notThere])
      expect(scratchParent({}, memory)).toBe(realpathSync(tmpdir()));
  });

  it.skipIf(!hasRoomyMemory())(
    'without TMPDIR lies in memory where there is room (skipped where there is none)',
    () => {
      expect(scratchParent({})).toBe('/dev/shm');
    },
  );
});

/** By `df`, not by what is tested. */
function hasRoomyMemory(): boolean {
  try {
    const [, row] = execFileSync('df', ['--output=fstype,avail', '-B1', '/dev/shm'], { encoding: 'utf8' }).split('\n');
    const [type, available] = row!.trim().split(/ +/);
    return type === 'tmpfs' && Number(available) >= 2 ** 30;
  } catch {
    return false;
  }
}
