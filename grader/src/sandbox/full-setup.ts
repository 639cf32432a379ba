import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Sentence, sentence } from '../report/sentence.ts';
import { findCgroupPlace } from './cgroup.ts';
import type { FullSetup } from './full-isolation.ts';
import { LacksError } from './lacks-error.ts';
import { findProgram, librariesOf } from './node-runtime.ts';
import { readProc } from './process-tree.ts';
import { register } from './registry.ts';
import { hasSeccompFilter } from './seccomp-filter.ts';
import { viewFor } from './staged-view.ts';

const run = promisify(execFile);

/** In a range no distribution hands out (60578–61183: "unused" in systemd's UIDS-GIDS.md), and mapped in most containers. */
const SUBJECT_UID = 60_789;

/**
 * The user to become. Root must drop to one, or the kernel exempts the subject from limits; root of a user namespace that
 * maps nobody else (`unshare -r`) is an ordinary user to the kernel and stays what it is.
 */
function subjectUid(): number | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const ranges = (readProc('/proc/self/uid_map') ?? '').split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const isMapped = ranges.some(([from = 0, , length = 0]) => SUBJECT_UID >= from && SUBJECT_UID < from + length);
  return isMapped ? SUBJECT_UID : undefined;
}

let nodeView: ReturnType<typeof viewFor> | undefined;

/** Node as a subject's user can reach it; made once a process, however often somebody asks. */
function reachableNode(uid: number | undefined): string {
  if (!nodeView) {
    const view = viewFor(uid, process.execPath);
    nodeView = view;
    // However this process ends, the copy goes with it.
    register({ killNow: () => view.remove() });
  }
  return nodeView.path;
}

/**
 * Finds the parts of level `full` on this machine; whether they work together is for the canary to say.
 *
 * @throws {LacksError} with what is missing and what to do about it.
 */
export async function setUpFull(): Promise<FullSetup> {
  if (process.platform !== 'linux') throw new LacksError(sentence('lacks.linux', { platform: process.platform }));
  const bwrap = await findProgram('bwrap');
  if (!bwrap) throw new LacksError(sentence('lacks.bubblewrap'));
  const prlimit = await findProgram('prlimit');
  if (!prlimit) throw new LacksError(sentence('lacks.prlimit'));
  if (!hasSeccompFilter()) throw new LacksError(sentence('lacks.seccomp', { arch: process.arch }));
  const version = (await run(bwrap, ['--version'])).stdout.trim().split(' ')[1] ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const uid = subjectUid();
  const node = reachableNode(uid);
  const cgroups = findCgroupPlace();
  const mechanisms = [`bubblewrap ${version}`, 'seccomp', 'prlimit'];
  if (cgroups) mechanisms.push(`cgroup v${cgroups.version} (${[...cgroups.folders.keys()].join(', ')})`);
  return {
    bwrap,
    uid,
    cgroups,
    runtime: {
      node,
      prlimit,
      libraries: await librariesOf([node, prlimit]),
      canDisableUserNamespaces: major > 0 || minor >= 8,
    },
    mechanisms,
  };
}

const SWITCHES = [
  { file: 'kernel/apparmor_restrict_unprivileged_userns', closed: '1', open: '0' },
  { file: 'kernel/unprivileged_userns_clone', closed: '0', open: '1' },
  { file: 'user/max_user_namespaces', closed: '0', open: '10000' },
] as const;

/** What to do when bubblewrap is there and does not get its namespaces. */
export function namespaceAdvice(read: (path: string) => string | undefined = readProc): Sentence {
  const commands = SWITCHES.filter(({ file, closed }) => read(`/proc/sys/${file}`)?.trim() === closed).map(
    ({ file, open }) => `sudo sysctl ${file.replace('/', '.')}=${open}`,
  );
  if (commands.length > 0) return sentence('lacks.namespaces', { commands: commands.join(' && ') });
  return sentence('lacks.container');
}
