import { mkdtempSync, realpathSync, rmSync, statfsSync, symlinkSync } from 'node:fs';
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

  it('without TMPDIR lies in memory, or where there is no room for that in the temporary folder', () => {
    const parent = scratchParent({});
    if (parent === realpathSync(tmpdir())) return;
    expect(parent).toBe('/dev/shm');
    const { bavail, bsize } = statfsSync(parent);
    expect(bavail * bsize).toBeGreaterThan(512 * 2 ** 20);
  });
});
