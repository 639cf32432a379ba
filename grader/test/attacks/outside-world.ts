import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { target } from './grade-attacks.ts';
import { MARK } from './outside.ts';

/** The host around a grading: things worth stealing, places worth writing to, and how to see what an attack did to them. */
export interface OutsideWorld extends AsyncDisposable {
  /** Where submissions are handed in. */
  readonly handedIn: string;
  /** The values of `outside.ts` for an attack. */
  readonly outside: object;
  /** Everything that attacks have left behind, each as a short sentence; what is just about to go gets a moment. */
  traces(): Promise<readonly string[]>;
}

const SECRET = 'a-secret-of-the-host';
/** A judge that does not end by itself is killed a second after it was asked to. */
const MOST_LOOKS = 60;
const BETWEEN_LOOKS_MS = 50;

/** A file of `/proc` as text; nothing where the process is gone or somebody else's. */
function procText(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** Live processes, other than this one, with `text` on their command line or in the environment they were given. */
function processesWith(text: string): readonly string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!Number(pid) || Number(pid) === process.pid) return [];
    const line = procText(pid, 'cmdline');
    const isOne = line.includes(text) || procText(pid, 'environ').includes(text);
    return isOne ? [`process ${pid} runs: ${line.slice(0, 200)}`] : [];
  });
}

async function listening(server: Server, where: object): Promise<Server> {
  await once(server.listen(where), 'listening');
  return server;
}

/** Opens the world and makes it the surroundings of this process; disposing it puts everything back. */
export async function outsideWorld(): Promise<OutsideWorld> {
  const home = mkdtempSync(join(tmpdir(), 'attacked-'));
  const before = { TMPDIR: process.env['TMPDIR'], PARALELO_TEST_SECRET: process.env['PARALELO_TEST_SECRET'] };
  const [temp, handedIn, scratch] = ['temp', 'handed-in', 'scratch'].map((name) => join(home, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [temp, handedIn, scratch]) mkdirSync(folder);
  // The subject's user may go there, if only it finds the way.
  for (const folder of [home, temp, scratch]) chmodSync(folder, 0o777);
  const secretFile = join(scratch, 'secret.txt');
  writeFileSync(secretFile, SECRET);
  // Stages and work folders of the grading lie where they can be counted.
  process.env['TMPDIR'] = temp;
  process.env['PARALELO_TEST_SECRET'] = SECRET;

  let visitors = 0;
  const visited = () => {
    visitors += 1;
  };
  const socketName = `\0${MARK}-${process.pid}`;
  const tcp = await listening(createServer(visited), { host: '127.0.0.1', port: 0 });
  const local = await listening(createServer(visited), { path: socketName });
  const { port } = tcp.address() as { port: number };
  const targets = [temp, scratch, homedir(), '/tmp', '/var/tmp', '/dev/shm', target.dir, process.cwd()];

  const look = (): string[] => [
    ...readdirSync(temp).filter((name) => !name.startsWith(`paralelo-${process.pid}-view-`)),
    ...targets.map((folder) => join(folder, MARK)).filter((path) => existsSync(path)),
    ...processesWith(MARK),
    ...processesWith(home),
    ...(visitors > 0 ? [`${visitors} connections to servers of the host`] : []),
  ];

  return {
    handedIn,
    outside: {
      MARK,
      SECRET,
      port,
      socketName,
      scratch,
      secretFiles: [secretFile, join(target.dir, 'spec/target.spec.ts'), join(target.dir, 'kata.json')],
      graderPid: process.pid,
    },
    traces: async () => {
      for (let looks = 0; looks < MOST_LOOKS && look().length > 0; looks += 1) await setTimeout(BETWEEN_LOOKS_MS);
      return look();
    },
    [Symbol.asyncDispose]: async () => {
      for (const server of [tcp, local]) server.close();
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
}
