import { type Executor, ProcessPoolExecutor, ThreadPoolExecutor, taskRef, transfer } from '../../src/index.ts';
import { type BenchTask, echo, noop, send, spin } from '../tasks.ts';
import type { Contender, Language, OpenPool } from './contender.ts';

type Tasks = Record<BenchTask, (argument: unknown) => unknown>;

const plain = taskRef<Tasks>(new URL('../plain/tasks.js', import.meta.url));
const TASKS: Record<Language, Tasks> = {
  ts: { echo, noop, spin } as unknown as Tasks,
  js: { echo: plain('echo'), noop: plain('noop'), spin: plain('spin') },
};

function wrap(pool: Executor, language: Language, moves: boolean): OpenPool {
  const tasks = TASKS[language];
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
  {
    name: 'ThreadPoolExecutor',
    open: (maxWorkers, language) => wrap(new ThreadPoolExecutor({ maxWorkers }), language, true),
  },
  {
    name: 'ProcessPoolExecutor',
    open: (maxWorkers, language) => wrap(new ProcessPoolExecutor({ maxWorkers }), language, false),
  },
];
