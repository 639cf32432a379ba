import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFolderOver } from '../../src/sandbox/folder-size.ts';
import { makeFolder, sweepTemp } from '../../src/sandbox/leftovers.ts';
import { viewFor } from '../../src/sandbox/staged-view.ts';

const STRANGER = 12_345;
const isRoot = process.getuid?.() === 0;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A staged folder that only its owner may enter, with a link and a program. */
function makeStage(): string {
  const root = join(folder, 'stage');
  mkdirSync(join(root, 'deep'), { recursive: true });
  writeFileSync(join(root, 'deep', 'data'), 'text', { mode: 0o600 });
  symlinkSync('deep/data', join(root, 'link'));
  return root;
}

function readAs(uid: number, path: string): string | undefined {
  // A program of the system: Node may lie in a checkout that the user cannot enter.
  const { status, stdout } = spawnSync('cat', [path], { uid, gid: uid, encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}

describe('a view of staged files', () => {
  it('is the original itself for a user who keeps their own id', () => {
    const root = makeStage();
    const view = viewFor(undefined, root);
    expect(view.path).toBe(root);
    view.remove();
    expect(existsSync(root)).toBe(true);
  });

  it.runIf(isRoot)('is the original where everybody may read it', () => {
    const root = makeStage();
    for (const path of [folder, root, join(root, 'deep')]) chmodSync(path, 0o755);
    chmodSync(join(root, 'deep', 'data'), 0o644);
    expect(viewFor(STRANGER, root).path).toBe(root);
  });

  it.runIf(isRoot)('is a readable copy where the user is kept out, and leaves the original as it was', () => {
    const root = makeStage();
    expect(readAs(STRANGER, join(root, 'deep', 'data'))).toBeUndefined();
    const view = viewFor(STRANGER, root);
    expect(readAs(STRANGER, join(view.path, 'deep', 'data'))).toBe('text');
    expect(readlinkSync(join(view.path, 'link'))).toBe('deep/data');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(root, 'deep', 'data'))).toMatchObject({ uid: 0, mode: 0o100600 });
    view.remove();
    expect(existsSync(view.path)).toBe(false);
    expect(readFileSync(join(root, 'link'), 'utf8')).toBe('text');
  });

  it.runIf(isRoot)('links a single file that is readable but out of reach, and copies one that is neither', () => {
    const [open, closed] = [join(folder, 'open'), join(folder, 'closed')];
    writeFileSync(open, 'open', { mode: 0o644 });
    writeFileSync(closed, 'closed', { mode: 0o600 });
    const [link, copy] = [viewFor(STRANGER, open), viewFor(STRANGER, closed)];
    expect(readAs(STRANGER, link.path)).toBe('open');
    expect(readAs(STRANGER, copy.path)).toBe('closed');
    expect(statSync(closed).mode & 0o777).toBe(0o600);
    for (const view of [link, copy]) view.remove();
  });
});

describe('the size of a folder', () => {
  it('is what its files take up, at any depth', () => {
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    writeFileSync(join(folder, 'a', 'b', 'file'), Buffer.alloc(2 << 20, 1));
    expect(isFolderOver(folder, 3)).toBe(false);
    expect(isFolderOver(folder, 1)).toBe(true);
  });

  it('does not count the holes of a sparse file', () => {
    writeFileSync(join(folder, 'sparse'), '');
    truncateSync(join(folder, 'sparse'), 100 << 20);
    expect(isFolderOver(folder, 1)).toBe(false);
  });

  it('is nothing for a folder that is gone', () => {
    expect(isFolderOver(join(folder, 'gone'), 0)).toBe(false);
  });
});

describe('what a killed grader left', () => {
  it('is swept when its maker is gone and it is old, and nothing else is', () => {
    const dead = spawnSync(process.execPath, ['-e', 'process.stdout.write(String(process.pid))'], {
      encoding: 'utf8',
    }).stdout;
    const old = new Date(Date.now() - 3_600_000);
    const names = {
      stale: `paralelo-${dead}-x`,
      fresh: `paralelo-${dead}-y`,
      mine: `paralelo-${process.pid}-x`,
      other: 'paralelo-x',
    };
    for (const [kind, name] of Object.entries(names)) {
      mkdirSync(join(folder, name));
      if (kind !== 'fresh') utimesSync(join(folder, name), old, old);
    }
    sweepTemp(folder, 1_800_000);
    expect(Object.keys(names).filter((kind) => existsSync(join(folder, names[kind as keyof typeof names])))).toEqual([
      'fresh',
      'mine',
      'other',
    ]);
  });

  it('bears the number of its maker', () => {
    const made = makeFolder('thing', folder);
    expect(made).toContain(`paralelo-${process.pid}-thing-`);
    expect(statSync(made).mode & 0o777).toBe(0o700);
  });
});
