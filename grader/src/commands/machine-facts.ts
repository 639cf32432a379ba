import { availableParallelism, cpus } from 'node:os';
import type { Result } from '../report/result.ts';

/** What a report says of the machine. */
export function machineFacts(): Result['machine'] {
  return {
    cores: availableParallelism(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
  };
}
