import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('../../src/sandbox/', import.meta.url));
/** Where the sandbox's sentences come from; of it, the sandbox needs what needs no package. */
const REPORT = fileURLToPath(new URL('../../src/report/', import.meta.url));

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** A grader in small, as a process of its own: `main` is the body of an async function that knows `sandbox` and `print`. */
export class Program {
  readonly child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #folder: string;

  private constructor(child: ChildProcess, folder: string) {
    this.child = child;
    this.#folder = folder;
    this.#lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  }

  /**
   * @param options.mode of the folder that holds everything: the sandbox's code, the staged files and Node itself.
   * @param options.uid to run as; needs root.
   * @param options.wrapper command to put in front.
   */
  static start(main: string, options: { mode?: number; uid?: number; wrapper?: readonly string[] } = {}): Program {
    const folder = mkdtempSync(join(tmpdir(), 'program-'));
    const at = (...parts: string[]) => join(folder, ...parts);
    // Its own copy of everything where the checkout and this Node may be out of the user's reach.
    const isApart = options.mode !== undefined || options.uid !== undefined;
    if (isApart) {
      cpSync(SOURCE, at('sandbox'), { recursive: true });
      cpSync(REPORT, at('report'), { recursive: true });
    }
    const source = isApart ? at('sandbox') : SOURCE;
    const node = isApart ? at('node') : process.execPath;
    mkdirSync(at('stage'));
    writeFileSync(
      at('stage', 'host.mjs'),
      `import fs from 'node:fs'; fs.writeSync(4, 'uid ' + process.getuid()); setInterval(() => {}, 1e6);`,
    );
    writeFileSync(
      at('main.ts'),
      `
      import { once } from 'node:events';
      import { writeSync } from 'node:fs';
      import * as choice from ${JSON.stringify(join(source, 'choose-isolation.ts'))};
      import * as registry from ${JSON.stringify(join(source, 'registry.ts'))};
      const sandbox = { ...choice, ...registry };
      const print = (value: unknown) => writeSync(1, JSON.stringify(value) + '\\n');
      const request = {
        root: ${JSON.stringify(at('stage'))}, entry: 'host.mjs', nodeArgs: [], args: [process.argv[2]],
        limits: { memoryMb: 300, tasks: 48, diskMb: 8, outputKb: 64 }, network: 'none',
      };
      ${main}
      `,
    );
    if (isApart) linkOrCopy(process.execPath, node);
    chmodSync(folder, options.mode ?? 0o755);
    const [command = node, ...args] = [...(options.wrapper ?? []), node, at('main.ts'), folder];
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    });
    return new Program(child, folder);
  }

  /** What every process of this program's subjects has on its command line. */
  get mark(): string {
    return this.#folder;
  }

  /** The next thing it prints. */
  async next(): Promise<unknown> {
    const { done, value } = await this.#lines.next();
    return done ? undefined : JSON.parse(value);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.child.kill('SIGKILL');
      await once(this.child, 'exit');
    }
    rmSync(this.#folder, { recursive: true, force: true });
    // A program that was killed could not clear up.
    for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(`paralelo-${this.child.pid}-`))) {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    }
  }
}
