import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { isFileFlood } from '../../src/sandbox/file-flood.ts';

it('a subject that has not changed its root yet is not charged with the files of the machine', () => {
  const { files, ffree } = statfsSync(tmpdir());
  // This process stands for one: its root is the machine's, which holds far more files than a subject may make.
  expect(files - ffree).toBeGreaterThan(4096);
  expect(isFileFlood(process.pid)).toBe(false);
});

it('a process that is gone makes no files', () => {
  expect(isFileFlood(2 ** 22 + 1)).toBe(false);
});
