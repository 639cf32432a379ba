/**
 * The reference beside `xargs -P2 mawk`, what a user of a shell would write: the same counts of the same files of plain
 * ASCII. `pnpm bench`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareProgramsSideBySide, isInstalled } from '@paralelo/testkit/bench';
import { countWords } from './solution/index.ts';

const WORKERS = 2;
const FILES = 12;
const TOTAL_BYTES = 64 << 20;

/** Each mawk counts a share of the files, the last one adds up: map, and one reducer. */
const PIPELINE = `
  count='{ n = split(tolower($0), words, /[^a-z]+/); for (i = 1; i <= n; i++) if (words[i] != "") counts[words[i]]++ }
    END { for (word in counts) print word, counts[word] }'
  printf '%s\\0' "$@" | xargs -0 -P${WORKERS} -n${Math.ceil(FILES / WORKERS)} mawk "$count" |
    mawk '{ counts[$1] += $2 } END { for (word in counts) print word, counts[word] }'`;

const [mode, ...files] = process.argv.slice(2);
if (mode === 'reference') {
  const counts = await countWords(files, { workers: WORKERS });
  console.log([...counts].map(([word, count]) => `${word} ${count}`).join('\n'));
} else if (!isInstalled('mawk') || !isInstalled('xargs')) {
  console.log('mawk or xargs is not installed, so there is nothing to compare with: apt-get install mawk findutils');
} else await compare();

async function compare(): Promise<void> {
  // Not needed by the reference, whose start counts.
  const { writeSampleFiles } = await import('./demo/sample-files.ts');
  const folder = await mkdtemp(join(tmpdir(), 'mapreduce-bench-'));
  const env = { ...process.env, LC_ALL: 'C' };
  const answer = (output: string) => output.trim().split('\n').toSorted();
  try {
    const paths = await writeSampleFiles(folder, FILES, TOTAL_BYTES);
    compareProgramsSideBySide({
      title: `words of ${FILES} files, ${TOTAL_BYTES >> 20} MiB, ${WORKERS} at a time`,
      ours: {
        name: 'reference',
        command: process.execPath,
        args: [fileURLToPath(import.meta.url), 'reference', ...paths],
        answer,
      },
      peers: [{ name: 'xargs mawk', command: 'sh', args: ['-c', PIPELINE, 'sh', ...paths], env, answer }],
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
