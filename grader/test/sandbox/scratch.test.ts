import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ScratchFolder } from '../../src/sandbox/scratch-folder.ts';
import { full, hasBubblewrap, leftovers, levels, run } from './sandbox-harness.ts';

vi.setConfig({ testTimeout: 30_000 });

let folder: ScratchFolder;
beforeEach(() => {
  folder = new ScratchFolder();
});
afterEach(() => {
  folder.remove();
  expect(leftovers()).toEqual([]);
});

describe.each(levels)('a scratch folder at level $level', (isolation) => {
  const start = (script: string, limits: { diskMb?: number } = {}) =>
    run(isolation, `const folder = args[0]; ${script}`, { args: [folder.path], scratch: folder.path, limits });

  it('is one folder under one path for both sides', async () => {
    writeFileSync(join(folder.path, 'in'), 'asked');
    const { said, exit } = await start(
      `fs.mkdirSync(folder + '/new'); fs.writeFileSync(folder + '/new/out', 'heard ' + fs.readFileSync(folder + '/in')); say(1);`,
    );
    expect({ said, code: exit.code }).toEqual({ said: 1, code: 0 });
    expect(readFileSync(join(folder.path, 'new', 'out'), 'utf8')).toBe('heard asked');
  });

  it('is not there for a subject that was given none', async () => {
    writeFileSync(join(folder.path, 'in'), 'not for you');
    const { said } = await run(isolation, `say(attempt(() => fs.readFileSync(args[0] + '/in')));`, {
      args: [folder.path],
    });
    expect(said).toMatch(/ENOENT|ERR_ACCESS_DENIED/);
  });

  it('opens nothing beside it', async () => {
    const { said } = await start(
      `say([folder + '-x', folder + '/../x', '/x'].map((path) => attempt(() => fs.writeFileSync(path, ''))));`,
    );
    // At level full what surrounds it is the subject's own temporary folder, which nobody else sees.
    expect(readdirBeside()).toEqual([]);
    expect((said as string[]).at(-1)).not.toBe('done');
  });

  it('holds what the limit allows', async () => {
    const { said, exit } = await start(`fs.writeFileSync(folder + '/file', Buffer.alloc(3 << 20, 1)); say(1);`);
    expect({ said, exit }).toEqual({ said: 1, exit: { code: 0, signal: null } });
  });

  it.each([
    ['in one file after the other', `fs.writeFileSync(folder + '/' + i, block)`],
    [
      'in folders that are closed',
      `fs.mkdirSync(folder + '/' + i); fs.writeFileSync(folder + '/' + i + '/x', block); fs.chmodSync(folder + '/' + i, 0)`,
    ],
    [
      'in names that are no UTF-8',
      `fs.writeFileSync(Buffer.concat([Buffer.from(folder + '/'), Buffer.from([0xff, 65 + i])]), block)`,
    ],
    [
      'in files without a name',
      `{ const fd = fs.openSync(folder + '/x', 'w'); fs.unlinkSync(folder + '/x'); fs.writeSync(fd, block); }`,
    ],
  ])('ends who fills it %s', async (_how, step) => {
    const { exit } = await start(
      `const block = Buffer.alloc(1 << 20, 1); for (let i = 0; i < 24; i += 1) { ${step} } forever();`,
    );
    expect(exit.breach).toBe('disk');
  });

  it('ends who floods it with empty files', async () => {
    const { exit } = await start(
      `for (let i = 0; i < 12000; i += 1) fs.closeSync(fs.openSync(folder + '/' + i, 'w')); forever();`,
    );
    expect(exit.breach).toBe('disk');
  });
});

function readdirBeside(): readonly string[] {
  return leftovers().filter((name) => join(folder.path, '..', name) !== folder.path);
}

/** Everything that makes a folder hard to remove; the arguments are the folder and something outside. */
const DEBRIS = `
  const fs = require('node:fs');
  process.chdir(process.argv[1]);
  fs.symlinkSync(process.argv[2], 'link');
  fs.symlinkSync('link', 'chain');
  fs.writeFileSync('giant', ''); fs.truncateSync('giant', 4 << 20);
  fs.writeFileSync(Buffer.from([0x61, 0xff, 0x0a]), '');
  fs.mkdirSync('closed'); fs.writeFileSync('closed/x', ''); fs.chmodSync('closed', 0);
  for (let i = 0; i < 300; i += 1) { const name = 'd'.repeat(100); fs.mkdirSync(name); process.chdir(name); }
  fs.writeFileSync('bottom', '');
`;

describe('removing a scratch folder', () => {
  let outside = '';
  beforeEach(() => {
    outside = mkdtempSync(join(tmpdir(), 'outside-'));
    writeFileSync(join(outside, 'mine'), 'mine');
  });
  afterEach(() => rmSync(outside, { recursive: true }));

  function expectRemoval(): void {
    expect(readdirSync(folder.path)).toHaveLength(6);
    folder.remove();
    expect(leftovers()).toEqual([]);
    expect(readFileSync(join(outside, 'mine'), 'utf8')).toBe('mine');
  }

  it.skipIf(!hasBubblewrap)('gets rid of whatever a subject left, and of nothing that it points at', async () => {
    const script = `say(spawnSync(process.execPath, ['-e', ${JSON.stringify(DEBRIS)}, ...args]).status);`;
    const { said, exit } = await run(full, script, { args: [folder.path, outside], scratch: folder.path });
    // Whoever is looked at while it digs deeper than a path can be long is ended for it.
    expect(said === 0 || exit.breach === 'disk').toBe(true);
    expectRemoval();
  });

  it('gets rid of the same where the subject was the same user', () => {
    expect(spawnSync(process.execPath, ['-e', DEBRIS, folder.path, outside]).status).toBe(0);
    expectRemoval();
  });

  it('may be asked for twice', () => {
    folder.remove();
    folder.remove();
  });
});
