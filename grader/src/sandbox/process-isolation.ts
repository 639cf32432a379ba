import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { inEnglish, type Sentence, sentence } from '../report/sentence.ts';
import { Accounting } from './accounting.ts';
import { isFolderOver, isScratchOver } from './folder-size.ts';
import { HeldSubject } from './held-subject.ts';
import type { Isolation, Launched, LaunchRequest } from './isolation.ts';
import { makeFolder } from './leftovers.ts';
import { MarkedTree } from './marked-tree.ts';
import { nodeCommand } from './node-command.ts';
import { findProgram } from './node-runtime.ts';
import { removeTree } from './remove-tree.ts';
import { startChild } from './start-child.ts';

const DESCRIPTION = sentence('isolation.process');
const POLL_MS = 2;

/** What Linux tells everybody about the machine; level `full` shows it too. */
const MACHINE_FACTS = ['/proc/stat', '/proc/meminfo'];

/** Node's permission flags: a seat belt, which holds an honest mistake and not an attack (a spawned shell is free). */
function permissionFlags(root: string, temp: string, { network, scratch }: LaunchRequest): readonly string[] {
  const writable = scratch === undefined ? [temp] : [temp, scratch];
  return [
    '--permission',
    `--allow-fs-read=${join(root, '*')}`,
    `--allow-fs-read=${root}`,
    ...(scratch === undefined ? [] : [`--allow-fs-read=${scratch}`]),
    ...MACHINE_FACTS.map((file) => `--allow-fs-read=${file}`),
    ...writable.flatMap((folder) => [`--allow-fs-read=${join(folder, '*')}`, `--allow-fs-write=${join(folder, '*')}`]),
    '--allow-worker',
    '--allow-child-process',
    // Node warns that these two weaken the model; the submission cannot do anything about it.
    '--disable-warning=PERM0002',
    '--disable-warning=PERM0006',
    ...(network === 'loopback' ? ['--allow-net'] : []),
  ];
}

async function launchProcess(request: LaunchRequest): Promise<Launched> {
  const setpriv = process.platform === 'linux' ? await findProgram('setpriv') : undefined;
  const { limits } = request;
  const root = realpathSync.native(request.root);
  const temp = realpathSync(makeFolder('subject'));
  // The subject may have closed folders to us.
  const removeTemp = () => removeTree(temp);
  const mark = randomUUID();
  const command = [process.execPath, ...nodeCommand(request, root, permissionFlags(root, temp, request))];
  // Should this process be killed without a chance to end its subjects, the kernel ends them, though not their children.
  if (setpriv) command.unshift(setpriv, '--pdeathsig', 'KILL', '--');
  const [program = process.execPath, ...args] = command;
  const child = await startChild(program, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
    env: {
      HOME: temp,
      TMPDIR: temp,
      PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
      LANG: 'C.UTF-8',
      TZ: 'UTC',
      [MarkedTree.variable]: mark,
      // Node hands its own down to every child unless it is named.
      NODE_V8_COVERAGE: undefined,
    },
    cwd: root,
    detached: true,
  }).catch((error) => {
    removeTemp();
    throw error;
  });
  const tree = new MarkedTree(child.pid, mark);
  const accounting = new Accounting(tree);
  return new HeldSubject({
    child,
    root,
    limits,
    accounting,
    strike: () => tree.strike(),
    clean: async () => {
      while (!tree.strike()) await delay(POLL_MS);
      removeTemp();
    },
    cleanNow: removeTemp,
    translate: (exit) => exit,
    breach: () => {
      const isOver = isFolderOver(temp, limits.diskMb) || isScratchOver(request, accounting.pids());
      return isOver ? 'disk' : undefined;
    },
  });
}

/**
 * The level for machines without bubblewrap: own process group, clean environment, Node's `--permission`, limits watched
 * from outside.
 *
 * What it cannot do: a spawned program sees the files and the network of the user; a process that leaves the group,
 * drops its environment and is orphaned between two looks (100 ms) is lost; when the grader itself is killed with
 * SIGKILL, Linux ends the subject (where setpriv is installed) and not the programs it started, and elsewhere a subject
 * ends only if it notices that descriptor 3 has closed. Without `/proc` (macOS) there are no thread times, and CPU time
 * and memory come from `ps`.
 */
export function processIsolation(shortfall: readonly Sentence[]): Isolation {
  return {
    level: 'process',
    description: inEnglish([DESCRIPTION]),
    descriptionSentences: [DESCRIPTION],
    shortfall,
    launch: launchProcess,
  };
}
