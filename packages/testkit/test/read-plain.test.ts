import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readPlain, scratch } from '../src/index.ts';

let folder = '';
beforeEach(async () => {
  folder = await scratch();
  mkdirSync(join(folder, 'real'));
  writeFileSync(join(folder, 'real', 'file'), 'text');
});

describe('readPlain', () => {
  it('reads a file of at most so many bytes', async () => {
    expect((await readPlain(join(folder, 'real', 'file'), 4)).toString()).toBe('text');
    await expect(readPlain(join(folder, 'real', 'file'), 3)).rejects.toThrow('holds 4 bytes; expected at most 3');
  });

  it('reads a file of many chunks whole', async () => {
    const bytes = Buffer.alloc(5_000_000, 'abcdefg');
    writeFileSync(join(folder, 'large'), bytes);
    expect((await readPlain(join(folder, 'large'), bytes.length)).equals(bytes)).toBe(true);
  });

  it('reads an empty file', async () => {
    writeFileSync(join(folder, 'empty'), '');
    expect(await readPlain(join(folder, 'empty'), 0)).toHaveLength(0);
  });

  it('follows no link, neither of the file nor of a folder on the way', async () => {
    symlinkSync('real/file', join(folder, 'link'));
    symlinkSync('real', join(folder, 'way'));
    await expect(readPlain(join(folder, 'link'), 100)).rejects.toThrow('is a symbolic link; expected a regular file');
    await expect(readPlain(join(folder, 'way', 'file'), 100)).rejects.toThrow('reached over a link');
  });

  it('waits for no pipe and reads no folder and no device', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await expect(readPlain(join(folder, 'pipe'), 100)).rejects.toThrow('is no regular file');
    await expect(readPlain(join(folder, 'real'), 100)).rejects.toThrow('is no regular file');
    await expect(readPlain('/dev/zero', 100)).rejects.toThrow('is no regular file');
  });

  it('does not begin with a sparse giant', async () => {
    writeFileSync(join(folder, 'giant'), '');
    truncateSync(join(folder, 'giant'), 2 ** 40);
    await expect(readPlain(join(folder, 'giant'), 1e6)).rejects.toThrow('holds 1099511627776 bytes');
  });

  it('says which file is missing', async () => {
    await expect(readPlain(join(folder, 'none'), 1)).rejects.toThrow(/none cannot be opened \(ENOENT\)/);
  });
});
