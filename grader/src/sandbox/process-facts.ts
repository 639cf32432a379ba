/** What the system says about one process. */
export interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** One letter as in proc_pid_stat(5); `Z` is dead and not yet reaped. */
  readonly state: string;
  /** Own CPU time and that of all its reaped descendants, ms. */
  readonly cpuMs: number;
  /** Without the reaped descendants. */
  readonly ownCpuMs: number;
  readonly threads: number;
  /** Ticks since boot; with the pid it names a process for good. */
  readonly startTicks: number;
}

export interface MemoryFacts {
  /** Held by this process alone, or by it and whoever shares the memory on purpose. */
  readonly privateKb: number;
  /** Pages of files, programs above all: processes of one program have the same ones. */
  readonly sharedKb: number;
}

/** One look at the machine's processes. */
export interface MachineView {
  /** `undefined` when the process is gone. */
  facts(pid: number): ProcessFacts | undefined;
  memory(pid: number): MemoryFacts;
}
