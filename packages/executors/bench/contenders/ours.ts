import { type Executor, ProcessPoolExecutor, ThreadPoolExecutor, transfer } from '../../src/index.ts';
import { type BenchTask, echo, noop, send, spin } from '../tasks.ts';
import type { Contender, OpenPool } from './contender.ts';

const tasks = { echo, noop, spin } as unknown as Record<BenchTask, (argument: unknown) => unknown>;

function wrap(pool: Executor, moves: boolean): OpenPool {
  return {
    run: (task, argument) => pool.submit(tasks[task], argument),
    async map(task, inputs) {
      for await (const _ of pool.map(tasks[task], inputs));
    },
    ...(moves
      ? {
          shares: true,
          transfer: (bytes: Uint8Array) => pool.submit(send, transfer(bytes, [bytes.buffer as ArrayBuffer])),
        }
      : {}),
    close: () => pool.shutdown(),
  };
}

export const ours: Contender[] = [
  { name: 'ThreadPoolExecutor', open: (maxWorkers) => wrap(new ThreadPoolExecutor({ maxWorkers }), true) },
  { name: 'ProcessPoolExecutor', open: (maxWorkers) => wrap(new ProcessPoolExecutor({ maxWorkers }), false) },
];
