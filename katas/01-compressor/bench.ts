/** The reference beside `pigz`, the parallel gzip: the same files at the same level, two at once. `pnpm bench`. */

import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareProgramsSideBySide, isInstalled } from '@paralelo/testkit/bench';
import { compressFiles, createSampleFiles } from './solution/index.ts';

const WORKERS = 2;
const LEVEL = 6;
const FILES = 12;
const BYTES_EACH = 4 << 20;
const PLACES = ['api/orders', 'api/users', 'images', 'search'];
const STATUSES = [200, 200, 200, 304, 404];

const [mode, outDir, ...files] = process.argv.slice(2);
if (mode === 'reference') {
  await compressFiles(files, { outDir: outDir!, level: LEVEL, workers: WORKERS });
} else if (!isInstalled('pigz')) {
  console.log('pigz is not installed, so there is nothing to compare with: apt-get install pigz');
} else {
  await compare('random words', (dir) => createSampleFiles(dir, { count: FILES, bytesEach: BYTES_EACH }));
  await compare('a log of requests', writeLogs);
}

async function compare(content: string, write: (dir: string) => Promise<string[]>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'compressor-bench-'));
  try {
    const inputs = await write(join(folder, 'in'));
    const out = join(folder, 'out');
    compareProgramsSideBySide({
      title: `gzip at level ${LEVEL} of ${FILES} files of ${BYTES_EACH >> 20} MiB, ${content}, ${WORKERS} threads`,
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

/** What people compress most: lines that resemble each other, with numbers that do not. */
async function writeLogs(dir: string): Promise<string[]> {
  const { seededRandom } = await import('@paralelo/testkit');
  await mkdir(dir);
  const paths = Array.from({ length: FILES }, (_, i) => join(dir, `requests-${i}.log`));
  for (const [i, path] of paths.entries()) {
    const random = seededRandom(i);
    const lines: string[] = [];
    for (let bytes = 0, second = 0; bytes < BYTES_EACH; second += random.int(0, 3)) {
      const client = `10.0.${random.int(0, 255)}.${random.int(0, 255)}`;
      const path = `/${PLACES[random.int(0, PLACES.length)]}/${random.int(0, 100_000)}`;
      const status = STATUSES[random.int(0, STATUSES.length)];
      const line = `${client} - - [${second}] "GET ${path} HTTP/1.1" ${status} ${random.int(100, 50_000)}\n`;
      lines.push(line);
      bytes += line.length;
    }
    await writeFile(path, lines.join(''));
  }
  return paths;
}
