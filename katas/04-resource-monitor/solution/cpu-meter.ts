import { type CpuTicks, cpuTicks, percentOf } from './kernel.ts';

/** Which share of the CPU was used since the last look; the first one looks back to the boot. */
export class CpuMeter {
  #before: Pick<CpuTicks, 'used' | 'total'> = { used: 0, total: 0 };
  #usedPercent = 0;

  read(): { usedPercent: number; cores: number } {
    const { used, total, cores } = cpuTicks();
    const passed = total - this.#before.total;
    // Within one tick nothing has passed: the last answer still holds, and the next look goes back to where it was taken.
    if (passed > 0) {
      // The kernel may take some `iowait` back, so that more than all seems used.
      this.#usedPercent = Math.min(100, Math.max(0, percentOf(used - this.#before.used, passed)));
      this.#before = { used, total };
    }
    return { usedPercent: this.#usedPercent, cores };
  }
}
