import { tmpdir } from 'node:os';
import { kataVitestConfig } from '@paralelo/testkit/vitest';

// Scratch folders on a disk, of which root keeps some for itself: in memory there is nothing that `df` counts otherwise.
process.env['TMPDIR'] ??= tmpdir();

export default kataVitestConfig();
