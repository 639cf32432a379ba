/**
 * The reference beside curl and aria2c: the same files from the same server, five at a time, whole processes from start to
 * exit, interleaved. What is not installed is left out. `pnpm bench`.
 *
 * The reference hashes all it saves; curl and aria2c do not, so there is also curl with md5sum after it.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startHttpServer } from '@paralelo/testkit';
import { DownloadQueue } from './solution/index.ts';

const SELF = fileURLToPath(import.meta.url);
const AT_ONCE = 5;
const ROUNDS = 7;
/** The kernel counts CPU time in these, on Linux nearly everywhere. */
const TICK_MS = 10;
const WORKLOADS = [
  { label: '500 files of 16 KiB', files: 500, bytes: 16 << 10 },
  { label: '8 files of 64 MiB', files: 8, bytes: 64 << 20 },
] as const;

interface Program {
  readonly name: string;
  readonly needs: readonly string[];
  command(list: string, folder: string): readonly [string, ...string[]];
}

const CURL = (list: string, folder: string) =>
  `curl --silent --fail --parallel --parallel-max ${AT_ONCE} --output-dir '${folder}' --remote-name-all --config '${list}.curl'`;
const PROGRAMS: readonly Program[] = [
  { name: 'reference', needs: [], command: (list, folder) => [process.execPath, SELF, 'reference', list, folder] },
  { name: 'curl', needs: ['curl'], command: (list, folder) => ['sh', '-c', `exec ${CURL(list, folder)}`] },
  {
    name: 'curl, md5sum',
    needs: ['curl', 'md5sum'],
    command: (list, folder) => ['sh', '-c', `${CURL(list, folder)} && md5sum '${folder}'/* > /dev/null`],
  },
  {
    name: 'aria2c',
    needs: ['aria2c'],
    command: (list, folder) => [
      'aria2c',
      ...['--quiet', `--max-concurrent-downloads=${AT_ONCE}`, '--split=1', '--file-allocation=none', '--no-conf'],
      ...[`--dir=${folder}`, `--input-file=${list}`],
    ],
  },
];

const [role, ...args] = process.argv.slice(2);
if (role === 'server') await serve();
else if (role === 'reference') await download(args[0]!, args[1]!);
else for (const workload of WORKLOADS) await compare(workload);

/** A process of its own: what it costs to serve is nobody's CPU time here. */
async function serve(): Promise<void> {
  const pages = WORKLOADS.flatMap(({ files, bytes }) =>
    Array.from({ length: files }, (_, i) => [`/${bytes}-${i}.bin`, { body: { bytes, seed: 1 } }]),
  );
  const server = await startHttpServer(Object.fromEntries(pages));
  console.log(server.origin);
}

async function download(list: string, outDir: string): Promise<void> {
  const queue = new DownloadQueue({ outDir, workers: AT_ONCE });
  for (const url of readFileSync(list, 'utf8').trim().split('\n')) queue.add(url);
  const failed = (await queue.process()).find(({ ok }) => !ok);
  if (failed !== undefined) throw new Error(`${failed.url}: ${failed.error}`);
}

async function compare({ label, files, bytes }: (typeof WORKLOADS)[number]): Promise<void> {
  const server = spawn(process.execPath, [SELF, 'server'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const origin = String((await once(server.stdout!, 'data'))[0]).trim();
    const list = join(folder, 'urls');
    const urls = Array.from({ length: files }, (_, i) => `${origin}/${bytes}-${i}.bin`);
    writeFileSync(list, `${urls.join('\n')}\n`);
    writeFileSync(`${list}.curl`, urls.map((url) => `url = "${url}"\n`).join(''));
    console.log(`\n${label}, ${AT_ONCE} at a time, ${ROUNDS} interleaved rounds`);
    const present = PROGRAMS.filter(({ needs }) => needs.every(isInstalled));
    for (const { name } of PROGRAMS.filter((each) => !present.includes(each)))
      console.log(`  ${name} is not installed`);
    const runs = new Map(present.map(({ name }) => [name, [] as Ran[]]));
    // The first round warms up what all of them share, and does not count.
    for (let round = 0; round <= ROUNDS; round++) {
      for (const i of present.keys()) {
        const program = present[(i + round) % present.length]!;
        const ran = await run(program, list, join(folder, 'out'), files * bytes);
        if (round > 0) runs.get(program.name)!.push(ran);
      }
    }
    report(runs);
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Ran {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMb: number;
}

async function run({ name, command }: Program, list: string, folder: string, expectedBytes: number): Promise<Ran> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const [file, ...rest] = command(list, folder);
  const startedAt = performance.now();
  const child = spawn(file, rest, { stdio: 'ignore' });
  const watched = watch(child);
  const [code] = await once(child, 'exit');
  const wallMs = performance.now() - startedAt;
  const bytes = readdirSync(folder).reduce((sum, each) => sum + statSync(join(folder, each)).size, 0);
  if (code !== 0 || bytes !== expectedBytes) {
    throw new Error(`${name} ended with ${code} and ${bytes} bytes; expected ${expectedBytes}`);
  }
  return { wallMs, ...watched() };
}

/** CPU time and peak memory of it and its children, as the kernel last told them before the end; 0 where there is no /proc. */
function watch({ pid }: ChildProcess): () => Pick<Ran, 'cpuMs' | 'peakMb'> {
  const last = { cpuMs: 0, peakMb: 0 };
  const look = (): void => {
    try {
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
      const all = [String(pid), ...children];
      last.cpuMs = Math.max(
        last.cpuMs,
        all.map(cpuMsOf).reduce((sum, ms) => sum + ms, 0),
      );
      last.peakMb = Math.max(last.peakMb, ...all.map(peakMbOf));
    } catch {
      // It has ended.
    }
  };
  const timer = setInterval(look, 2);
  return () => {
    clearInterval(timer);
    return last;
  };
}

/** User and system time, its own and that of children it has waited for: fields 14 to 17 of proc(5). */
function cpuMsOf(pid: string): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * TICK_MS;
}

/** 0 for a process that has ended and is not yet buried: it has no memory any more. */
function peakMbOf(pid: string): number {
  const kib = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib ?? 0) / 1024;
}

function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`]);
    return true;
  } catch {
    return false;
  }
}

function report(runs: ReadonlyMap<string, readonly Ran[]>): void {
  const own = runs.get('reference')!;
  for (const [name, each] of runs) {
    const [wall, cpu, peak] = (['wallMs', 'cpuMs', 'peakMb'] as const).map((of) => spread(each.map((ran) => ran[of])));
    const ratios = spread(own.map((ran, i) => ran.wallMs / each[i]!.wallMs));
    const ratio = name === 'reference' ? '' : `   reference / ${name}: ${shown(ratios, 2)}`;
    const figures = `${shown(wall!, 0)} ms   CPU ${shown(cpu!, 0)} ms   peak ${shown(peak!, 0)} MiB`;
    console.log(`  ${name.padEnd(12)} ${figures}${ratio}`);
  }
}

type Spread = readonly [median: number, least: number, most: number];

function spread(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b);
  return [sorted[sorted.length >> 1]!, sorted[0]!, sorted.at(-1)!];
}

function shown([median, least, most]: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}
