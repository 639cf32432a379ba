import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the canary tries its strength on. */
export interface Temptations {
  /** A file outside the sandbox that exists. */
  readonly foreignFiles: readonly string[];
  /** A server of the host on 127.0.0.1 that listens. */
  readonly port: number;
  /** Paths that must not be writable. */
  readonly closed: readonly string[];
}

function succeeds(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.unref();
  });
}

/** What cannot be read proves nothing: every law that needs it is broken then. */
function read(path: string): string {
  let text = '';
  succeeds(() => {
    text = readFileSync(path, 'utf8');
  });
  return text;
}

/** Runs inside the sandbox, tries what a submission must not be able to do, and names the laws that do not hold. */
export async function findBrokenLaws({ foreignFiles, port, closed }: Temptations): Promise<readonly string[]> {
  const status = read('/proc/self/status');
  const limits = read('/proc/self/limits');
  const mine = join(tmpdir(), 'canary');
  const processes: string[] = [];
  succeeds(() => processes.push(...readdirSync('/proc').filter((name) => /^\d+$/.test(name))));
  const laws: readonly (readonly [law: string, holds: boolean])[] = [
    ['its temporary folder can be written', succeeds(() => writeFileSync(mine, 'x')) && succeeds(() => rmSync(mine))],
    ...foreignFiles.map((path) => [`${path} cannot be seen`, !succeeds(() => readFileSync(path))] as const),
    ...closed.map((path) => [`${path} cannot be written`, !succeeds(() => writeFileSync(path, 'x'))] as const),
    [
      'no process of the host is visible',
      processes.length > 0 && processes.every((pid) => pid === '1' || pid === String(process.pid)),
    ],
    ['a server of the host cannot be reached', !(await canConnect(port))],
    ['there are no capabilities', /^CapEff:\s+0+$/m.test(status) && /^CapBnd:\s+0+$/m.test(status)],
    ['a seccomp filter is on', /^Seccomp:\s+2$/m.test(status)],
    ['no privileges can be gained', /^NoNewPrivs:\s+1$/m.test(status)],
    ['the number of tasks is limited', /^Max processes\s+\d+\s+\d+/m.test(limits)],
    ['no core file is written', /^Max core file size\s+0\s+0/m.test(limits)],
    ['nothing of the environment leaks in', Object.keys(process.env).sort().join() === 'HOME,LANG,PATH,PWD,TZ'],
  ];
  return laws.filter(([, holds]) => !holds).map(([law]) => law);
}
