export { asCompleted } from './as-completed.ts';
export {
  BrokenExecutorError,
  CancelledError,
  InvalidStateError,
  TaskNotFoundError,
  TaskNotSerializableError,
  TimeoutError,
} from './errors.ts';
export { EventLoopExecutor, type EventLoopExecutorOptions } from './event-loop-executor.ts';
export type { Executor, Iterables, MapOptions, MapResults, ShutdownOptions, SubmitOptions } from './executor.ts';
export { Future, type WaitOptions } from './future.ts';
export { ProcessPoolExecutor, type ProcessPoolExecutorOptions } from './process-pool-executor.ts';
export { task, taskRef } from './task.ts';
export { ThreadPoolExecutor, type ThreadPoolExecutorOptions } from './thread-pool-executor.ts';
export { transfer } from './transfer.ts';
export { type Partition, type ReturnWhen, type WaitForOptions, wait } from './wait.ts';
