/**
 * The reference beside curl and aria2c: the same files from the same server, five at a time. What is not installed is left
 * out. `pnpm bench`; with `TMPDIR=/dev/shm`, where a disk has no say.
 *
 * The reference hashes all it saves. curl and aria2c do not, so there is also curl with md5sum after it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HttpReply } from '@paralelo/testkit';

const SELF = fileURLToPath(import.meta.url);
const AT_ONCE = 5;
const ROUNDS = 7;
const WORKLOADS: readonly Workload[] = [
  { label: '1000 files of 16 KiB, 10 ms away', files: 1000, bytes: 16 << 10, latencyMs: 10 },
  { label: '1000 files of 16 KiB, answered at once', files: 1000, bytes: 16 << 10, latencyMs: 0 },
  { label: '8 files of 64 MiB, as fast as the machine can', files: 8, bytes: 64 << 20, latencyMs: 0 },
  {
    label: '8 files of 64 MiB, each over a line of some 500 Mbit/s',
    files: 8,
    bytes: 64 << 20,
    latencyMs: 0,
    slowly: { pieces: 64, pauseMs: 16 },
  },
];
interface Workload {
  readonly label: string;
  readonly files: number;
  readonly bytes: number;
  readonly latencyMs: number;
  readonly slowly?: HttpReply['slowly'];
}

interface Peer {
  readonly name: string;
  readonly needs: readonly string[];
  /** For the addresses in the file `list`, and in `list`.curl as curl reads them. */
  command(list: string, folder: string): readonly [string, ...string[]];
}

const curl = (list: string, folder: string) =>
  `curl --silent --fail --parallel --parallel-max ${AT_ONCE} --output-dir '${folder}' --remote-name-all --config '${list}.curl' > /dev/null 2>&1`;
const PEERS: readonly Peer[] = [
  { name: 'curl', needs: ['curl'], command: (list, folder) => ['sh', '-c', curl(list, folder)] },
  {
    name: 'curl, md5sum',
    needs: ['curl', 'md5sum'],
    command: (list, folder) => ['sh', '-c', `${curl(list, folder)} && md5sum '${folder}'/* > /dev/null`],
  },
  {
    name: 'aria2c',
    needs: ['aria2c'],
    command: (list, folder) => [
      ...(['aria2c', '--quiet', `--max-concurrent-downloads=${AT_ONCE}`, '--split=1'] as const),
      ...['--file-allocation=none', '--no-conf', `--dir=${folder}`, `--input-file=${list}`],
    ],
  },
];

// Each role loads what it needs and nothing else: what the reference has to load counts against it.
const [role, ...args] = process.argv.slice(2);
if (role === 'server') await serve(WORKLOADS[Number(args[0])]!);
else if (role === 'reference') await download(args[0]!, args[1]!);
else for (const i of WORKLOADS.keys()) await compare(i);

/** A process of its own: what it costs to serve is nobody's time here. */
async function serve({ files, bytes, latencyMs, slowly }: Workload): Promise<void> {
  const { startHttpServer } = await import('@paralelo/testkit');
  const page = { body: { bytes, seed: 1 }, ...(slowly && { slowly }) };
  const pages = Array.from({ length: files }, (_, i) => [`/${i}.bin`, page]);
  const server = await startHttpServer(Object.fromEntries(pages), { latencyMs });
  console.log(server.origin);
}

async function download(list: string, outDir: string): Promise<void> {
  const { DownloadQueue } = await import('./solution/index.ts');
  const queue = new DownloadQueue({ outDir, workers: AT_ONCE });
  for (const url of readFileSync(list, 'utf8').trim().split('\n')) queue.add(url);
  const failed = (await queue.process()).find(({ ok }) => !ok);
  if (failed !== undefined) throw new Error(`${failed.url}: ${failed.error}`);
}

async function compare(index: number): Promise<void> {
  const { compareProgramsSideBySide, isInstalled } = await import('@paralelo/testkit/bench');
  const { label, files } = WORKLOADS[index]!;
  const server = spawn(process.execPath, [SELF, 'server', `${index}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const origin = String((await once(server.stdout!, 'data'))[0]).trim();
    const list = join(folder, 'urls');
    const urls = Array.from({ length: files }, (_, i) => `${origin}/${i}.bin`);
    writeFileSync(list, `${urls.join('\n')}\n`);
    writeFileSync(`${list}.curl`, urls.map((url) => `url = "${url}"\n`).join(''));
    const contender = (name: string, commandFor: (out: string) => readonly [string, ...string[]]) => {
      const out = join(folder, name.replace(/\W/g, ''));
      const [command, ...commandArgs] = commandFor(out);
      return { name, command, args: commandArgs, prepare: () => emptied(out), answer: () => sizesIn(out) };
    };
    for (const { name } of PEERS.filter(({ needs }) => !needs.every(isInstalled))) console.log(`no ${name} here`);
    compareProgramsSideBySide({
      title: `${label}, ${AT_ONCE} at a time`,
      rounds: ROUNDS,
      ours: contender('reference', (out) => [process.execPath, SELF, 'reference', list, out]),
      peers: PEERS.filter(({ needs }) => needs.every(isInstalled)).map(({ name, command }) =>
        contender(name, (out) => command(list, out)),
      ),
    });
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

function emptied(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
}

/** What all of them must come to: so many files, of so many bytes. */
function sizesIn(folder: string): number[] {
  return readdirSync(folder).map((name) => statSync(join(folder, name)).size);
}
