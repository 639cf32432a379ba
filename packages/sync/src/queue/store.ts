import type { AsyncWaitOptions, WaitOptions } from '../waiting/deadline.ts';
import type { Payload } from './payload.ts';

/** Where a queue keeps its payloads: shared memory of this process, or another process that serves it. */
export interface QueueStore {
  readonly handle: object;
  put(payload: Payload, priority: number, options?: WaitOptions): void;
  putAsync(payload: Payload, priority: number, options?: AsyncWaitOptions): Promise<void>;
  get(options?: WaitOptions): Payload;
  getAsync(options?: AsyncWaitOptions): Promise<Payload>;
  size(): number;
  sizeAsync(): Promise<number>;
  close(): void;
  closeAsync(): Promise<void>;
}
