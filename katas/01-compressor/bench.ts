/** The reference beside `pigz`, the parallel gzip: the same files at the same level, two at once. `pnpm bench`. */

import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareProgramsSideBySide, isInstalled } from '@paralelo/testkit/bench';
import { compressFiles, createSampleFiles } from './solution/index.ts';

const WORKERS = 2;
const LEVEL = 6;
const FILES = 12;
const BYTES_EACH = 4 << 20;

const [mode, outDir, ...files] = process.argv.slice(2);
if (mode === 'reference') {
  await compressFiles(files, { outDir: outDir!, level: LEVEL, workers: WORKERS });
} else if (!isInstalled('pigz')) {
  console.log('pigz is not installed, so there is nothing to compare with: apt-get install pigz');
} else await compare();

async function compare(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'compressor-bench-'));
  try {
    const inputs = await createSampleFiles(join(folder, 'in'), { count: FILES, bytesEach: BYTES_EACH });
    const out = join(folder, 'out');
    compareProgramsSideBySide({
      title: `gzip at level ${LEVEL} of ${FILES} files, ${(FILES * BYTES_EACH) >> 20} MiB, ${WORKERS} threads`,
      ours: {
        name: 'reference',
        command: process.execPath,
        args: [fileURLToPath(import.meta.url), 'reference', out, ...inputs],
        prepare: () => rmSync(out, { recursive: true, force: true }),
      },
      peers: [
        {
          name: `pigz -p${WORKERS}`,
          command: 'pigz',
          args: [`-${LEVEL}`, `-p${WORKERS}`, '--keep', '--force', ...inputs],
        },
      ],
    });
    const written = (await readdir(out)).length;
    if (written !== FILES) throw new Error(`the reference wrote ${written} files of ${FILES}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}
