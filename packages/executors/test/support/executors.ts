import { onTestFinished } from 'vitest';
import {
  EventLoopExecutor,
  type EventLoopExecutorOptions,
  type Executor,
  ProcessPoolExecutor,
  type ProcessPoolExecutorOptions,
  ThreadPoolExecutor,
  type ThreadPoolExecutorOptions,
} from '../../src/index.ts';

type Options = EventLoopExecutorOptions & ThreadPoolExecutorOptions & ProcessPoolExecutorOptions;

/** The executors by their letter in PARITY.md. Each is shut down when its test ends. */
export const E = {
  name: 'event loop',
  open: (options: EventLoopExecutorOptions = {}) => closing(new EventLoopExecutor(options)),
};
export const T = {
  name: 'threads',
  open: (options: ThreadPoolExecutorOptions = {}) => closing(new ThreadPoolExecutor(options)),
};
export const P = {
  name: 'processes',
  open: (options: ProcessPoolExecutorOptions = {}) => closing(new ProcessPoolExecutor(options)),
};

export const ALL: { name: string; open(options?: Options): Executor }[] = [E, T, P];
export const POOLS: { name: string; open(options?: Options): ThreadPoolExecutor | ProcessPoolExecutor }[] = [T, P];

function closing<X extends Executor>(executor: X): X {
  onTestFinished(() => executor.shutdown({ cancelFutures: true }));
  return executor;
}
