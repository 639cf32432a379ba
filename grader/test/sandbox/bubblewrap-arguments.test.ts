import { describe, expect, it } from 'vitest';
import { bubblewrapArguments } from '../../src/sandbox/bubblewrap-arguments.ts';
import type { LaunchRequest } from '../../src/sandbox/isolation.ts';

const RUNTIME = {
  node: '/opt/node',
  prlimit: '/usr/bin/prlimit',
  libraries: ['/lib/libc.so'],
  canDisableUserNamespaces: true,
};
const REQUEST: LaunchRequest = {
  root: '/stage',
  entry: 'host.ts',
  nodeArgs: ['--import', '%root%/hooks.mjs'],
  args: ['x'],
  limits: { memoryMb: 512, tasks: 40, diskMb: 4, outputKb: 8 },
  network: 'none',
};

describe('the command line for bubblewrap', () => {
  it('shares the network only when it is asked to', () => {
    expect(bubblewrapArguments(RUNTIME, '/stage', REQUEST, false)).toContain('--unshare-net');
    const shared = bubblewrapArguments(RUNTIME, '/stage', { ...REQUEST, network: 'loopback' }, false);
    expect(shared).not.toContain('--unshare-net');
  });

  it('leaves out what an older bubblewrap does not know; the filter still refuses new user namespaces', () => {
    const older = bubblewrapArguments({ ...RUNTIME, canDisableUserNamespaces: false }, '/stage', REQUEST, false);
    expect(older).not.toContain('--disable-userns');
    expect(older).toContain('--unshare-user');
  });

  it('mounts a scratch folder after the temporary folder it may lie in, and none where none is asked for', () => {
    const args = bubblewrapArguments(RUNTIME, '/stage', { ...REQUEST, scratch: '/tmp/shared' }, false);
    const at = args.indexOf('--bind');
    expect(args.slice(at, at + 3)).toEqual(['--bind', '/tmp/shared', '/tmp/shared']);
    expect(at).toBeGreaterThan(args.indexOf('/tmp'));
    expect(at).toBeLessThan(args.indexOf('--remount-ro'));
    expect(bubblewrapArguments(RUNTIME, '/stage', REQUEST, false)).not.toContain('--bind');
  });

  it('waits for release only where there is a cgroup to be moved into', () => {
    expect(bubblewrapArguments(RUNTIME, '/stage', REQUEST, true)).toContain('--block-fd');
    expect(bubblewrapArguments(RUNTIME, '/stage', REQUEST, false)).not.toContain('--block-fd');
  });

  it('starts Node with the limits first and the submission last', () => {
    const all = bubblewrapArguments(RUNTIME, '/stage', REQUEST, false);
    const command = all.slice(all.indexOf('--') + 1);
    expect(command.slice(0, 2)).toEqual(['/usr/bin/prlimit', '--nproc=41']);
    expect(command.slice(command.indexOf('--') + 1)).toEqual([
      '/usr/bin/node',
      '--disable-sigusr1',
      '--max-old-space-size=512',
      '--import',
      '/subject/hooks.mjs',
      '/subject/host.ts',
      'x',
    ]);
  });
});
