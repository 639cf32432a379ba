import { describe, expect, it } from 'vitest';
import { hasSeccompFilter, seccompFilter } from '../../src/sandbox/seccomp-filter.ts';

const ALLOW = 'allow';
const AUDIT = { x64: 0xc000003e, arm64: 0xc00000b7 };

/** The kernel's side of the filter: runs the program over one system call (seccomp_data: number, architecture, arguments). */
function judge(program: Buffer, architecture: number, number: number, argument = 0): string {
  const data: Record<number, number> = { 0: number, 4: architecture, 16: argument };
  let word = 0;
  for (let at = 0; at < program.length / 8; at += 1) {
    const [code, ifTrue, ifFalse] = [program.readUInt16LE(at * 8), program[at * 8 + 2]!, program[at * 8 + 3]!];
    const operand = program.readUInt32LE(at * 8 + 4);
    const jump = (condition: boolean) => {
      at += condition ? ifTrue : ifFalse;
    };
    if (code === 0x20) word = data[operand]!;
    else if (code === 0x15) jump(word === operand);
    else if (code === 0x35) jump(word >= operand);
    else if (code === 0x45) jump((word & operand) !== 0);
    else if (code !== 0x06) throw new Error(`unknown instruction ${code}`);
    else if (operand === 0x7fff0000) return ALLOW;
    else if (operand === 0x80000000) return 'kill';
    else return `errno ${operand & 0xffff}`;
  }
  throw new Error('the program ran off its end');
}

const NUMBERS = {
  x64: {
    read: 0,
    ptrace: 101,
    mount: 165,
    memfd: 319,
    rings: 425,
    clone: 56,
    clone3: 435,
    socket: 41,
    nice: 141,
    affinity: 203,
    last: 279,
  },
  arm64: {
    read: 63,
    ptrace: 117,
    mount: 40,
    memfd: 279,
    rings: 425,
    clone: 220,
    clone3: 435,
    socket: 198,
    nice: 140,
    affinity: 122,
    last: 239,
  },
} as const;

describe.each(['x64', 'arm64'] as const)('the filter for %s', (architecture) => {
  const numbers = NUMBERS[architecture];
  const ask = (number: number, argument?: number, network: 'none' | 'loopback' = 'none') =>
    judge(seccompFilter(network, architecture), AUDIT[architecture], number, argument);

  it('allows what is not on its list and refuses what is', () => {
    expect(ask(numbers.read)).toBe(ALLOW);
    for (const name of ['ptrace', 'mount', 'memfd', 'rings', 'nice', 'affinity', 'last'] as const)
      expect(ask(numbers[name]), name).toBe('errno 1');
  });

  it('lets threads and processes be made, and no namespace with them', () => {
    expect(ask(numbers.clone, 0x3d0f00)).toBe(ALLOW);
    expect(ask(numbers.clone, 17)).toBe(ALLOW);
    expect(ask(numbers.clone, 0x10000000 | 17)).toBe('errno 1');
    expect(ask(numbers.clone, 0x00020000)).toBe('errno 1');
    expect(ask(numbers.clone3)).toBe('errno 38');
  });

  it('knows the socket families that stay inside the network namespace', () => {
    for (const family of [1, 2, 10, 16]) expect(ask(numbers.socket, family)).toBe(ALLOW);
    for (const family of [17, 38, 40]) expect(ask(numbers.socket, family)).toBe('errno 97');
    expect(ask(numbers.socket, 1, 'loopback')).toBe('errno 97');
    expect(ask(numbers.socket, 2, 'loopback')).toBe(ALLOW);
  });

  it('kills on foreign numbers', () => {
    expect(judge(seccompFilter('none', architecture), 0x40000003, numbers.read)).toBe('kill');
    expect(ask(0x40000000)).toBe('kill');
  });
});

describe('other architectures', () => {
  it('have no filter', () => {
    expect(['x64', 'arm64', 'riscv64', 'ia32'].map(hasSeccompFilter)).toEqual([true, true, false, false]);
  });
});
