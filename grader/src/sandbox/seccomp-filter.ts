/**
 * System calls a submission has no honest use for, by name: [x64, arm64] numbers, `-1` where the kernel has none.
 * Source: the kernel's `unistd_64.h` and `asm-generic/unistd.h`; the choice follows Docker's default profile.
 */
const DENIED: Readonly<Record<string, readonly [x64: number, arm64: number]>> = {
  // other processes and their memory
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  process_madvise: [440, 440],
  kcmp: [312, 272],
  pidfd_getfd: [438, 438],
  // kernel code and tracing
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  syslog: [103, 116],
  lookup_dcookie: [212, 18],
  // rings whose operations this filter would not see
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  // keys outlive namespaces
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  // namespaces and mounts
  unshare: [272, 97],
  setns: [308, 268],
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  fanotify_init: [300, 262],
  // the machine itself
  reboot: [169, 142],
  swapon: [167, 224],
  swapoff: [168, 225],
  acct: [163, 89],
  quotactl: [179, 60],
  quotactl_fd: [443, 443],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  clock_adjtime: [305, 266],
  adjtimex: [159, 171],
  sethostname: [170, 161],
  setdomainname: [171, 162],
  iopl: [172, -1],
  ioperm: [173, -1],
  modify_ldt: [154, -1],
  uselib: [134, -1],
  vhangup: [153, 58],
  personality: [135, 92],
  nfsservctl: [180, 42],
  // memory that belongs to no process, so that no watcher of processes sees it
  memfd_create: [319, 279],
  memfd_secret: [447, 447],
  shmget: [29, 194],
  msgget: [68, 186],
  semget: [64, 190],
  mq_open: [240, 180],
  migrate_pages: [256, 238],
  move_pages: [279, 239],
  // whoever makes threads wait for a core on purpose has not been held up by strangers
  setpriority: [141, 140],
  sched_setparam: [142, 118],
  sched_setscheduler: [144, 119],
  sched_setaffinity: [203, 122],
  sched_setattr: [314, 274],
};

const ARCHITECTURES = {
  x64: { audit: 0xc000003e, column: 0, clone: 56, clone3: 435, socket: 41 },
  arm64: { audit: 0xc00000b7, column: 1, clone: 220, clone3: 435, socket: 198 },
} as const;

const LOAD_WORD = 0x20;
const JUMP_IF_EQUAL = 0x15;
const JUMP_IF_AT_LEAST = 0x35;
const JUMP_IF_ANY_BIT = 0x45;
const RETURN = 0x06;

const NUMBER_OFFSET = 0;
const ARCHITECTURE_OFFSET = 4;
const FIRST_ARGUMENT_OFFSET = 16;

const ALLOW = 0x7fff0000;
const KILL_PROCESS = 0x80000000;
const failWith = (errno: number) => 0x00050000 | errno;
const EPERM = 1;
const ENOSYS = 38;
const EAFNOSUPPORT = 97;

/** x86-64 kernels answer a second set of numbers (x32) under the same architecture word; all of them lie above this. */
const X32_NUMBERS = 0x40000000;
/** Every CLONE_NEW* flag that fits into clone(2). */
const NEW_NAMESPACE_FLAGS = 0x7e020000;

const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;
/** getifaddrs(3), and so `os.networkInterfaces()`, asks through netlink. */
const AF_NETLINK = 16;

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, operand: number];

/** Whether a filter exists for the machine this runs on. */
export function hasSeccompFilter(architecture: string = process.arch): architecture is keyof typeof ARCHITECTURES {
  return architecture in ARCHITECTURES;
}

/**
 * The seccomp program (classic BPF, `struct sock_filter[]`) for `bwrap --seccomp`: everything is allowed but a list.
 *
 * Socket families are the exception, they are a list of what is allowed: AF_VSOCK and the like do not respect network
 * namespaces. With a shared network AF_UNIX goes as well, because abstract sockets of the host live in that namespace.
 */
export function seccompFilter(
  network: 'none' | 'loopback',
  architecture: keyof typeof ARCHITECTURES = process.arch as keyof typeof ARCHITECTURES,
): Buffer {
  const { audit, column, clone, clone3, socket } = ARCHITECTURES[architecture];
  const families = network === 'none' ? [AF_UNIX, AF_INET, AF_INET6, AF_NETLINK] : [AF_INET, AF_INET6, AF_NETLINK];
  const denied = Object.values(DENIED)
    .map((numbers) => numbers[column])
    .filter((number) => number >= 0);

  const program: Instruction[] = [
    [LOAD_WORD, 0, 0, ARCHITECTURE_OFFSET],
    [JUMP_IF_EQUAL, 1, 0, audit],
    [RETURN, 0, 0, KILL_PROCESS],
    [LOAD_WORD, 0, 0, NUMBER_OFFSET],
    [JUMP_IF_AT_LEAST, 0, 1, X32_NUMBERS],
    [RETURN, 0, 0, KILL_PROCESS],
    // clone3 keeps its flags behind a pointer, out of sight; "no such call" makes libc fall back to clone.
    [JUMP_IF_EQUAL, 0, 1, clone3],
    [RETURN, 0, 0, failWith(ENOSYS)],
    [JUMP_IF_EQUAL, 0, 4, clone],
    [LOAD_WORD, 0, 0, FIRST_ARGUMENT_OFFSET],
    [JUMP_IF_ANY_BIT, 0, 1, NEW_NAMESPACE_FLAGS],
    [RETURN, 0, 0, failWith(EPERM)],
    [RETURN, 0, 0, ALLOW],
    [JUMP_IF_EQUAL, 0, families.length + 3, socket],
    [LOAD_WORD, 0, 0, FIRST_ARGUMENT_OFFSET],
    ...families.map((family, index): Instruction => [JUMP_IF_EQUAL, families.length - index, 0, family]),
    [RETURN, 0, 0, failWith(EAFNOSUPPORT)],
    [RETURN, 0, 0, ALLOW],
    ...denied.map((number, index): Instruction => [JUMP_IF_EQUAL, denied.length - index, 0, number]),
    [RETURN, 0, 0, ALLOW],
    [RETURN, 0, 0, failWith(EPERM)],
  ];

  const bytes = Buffer.alloc(program.length * 8);
  for (const [index, [code, ifTrue, ifFalse, operand]] of program.entries()) {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(ifTrue, index * 8 + 2);
    bytes.writeUInt8(ifFalse, index * 8 + 3);
    bytes.writeUInt32LE(operand >>> 0, index * 8 + 4);
  }
  return bytes;
}
