import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { FixedClusterPool, FixedThreadPool } from 'poolifier';
import { Tinypool } from 'tinypool';
import workerpool from 'workerpool';
import type { Contender } from './contender.ts';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const TASKS = path('../tasks.ts');

function tinypool(runtime: 'worker_threads' | 'child_process'): Contender['open'] {
  return (workers) => {
    const pool = new Tinypool({
      filename: TASKS,
      runtime,
      serialization: 'advanced',
      minThreads: workers,
      maxThreads: workers,
    });
    return {
      run: (name, argument) => pool.run(argument, { name }),
      shares: runtime === 'worker_threads',
      close: () => pool.destroy(),
    };
  };
}

function piscina(atomics: 'sync' | 'async'): Contender['open'] {
  return (workers) => {
    const pool = new Piscina({ filename: TASKS, minThreads: workers, maxThreads: workers, atomics });
    return {
      run: (name, argument) => pool.run(argument, { name }),
      transfer: (bytes) => pool.run(bytes, { name: 'echo', transferList: [bytes.buffer as ArrayBuffer] as never }),
      shares: true,
      close: () => pool.destroy(),
    };
  };
}

function workerPool(workerType: 'thread' | 'process'): Contender['open'] {
  return (workers) => {
    const pool = workerpool.pool(path('../workers/workerpool-worker.ts'), {
      workerType,
      minWorkers: workers,
      maxWorkers: workers,
    });
    return {
      run: (name, argument) => pool.exec(name, [argument]) as unknown as Promise<unknown>,
      isJson: workerType === 'process',
      shares: workerType === 'thread',
      close: () => pool.terminate() as unknown as Promise<unknown>,
    };
  };
}

function poolifier(kind: 'thread' | 'cluster'): Contender['open'] {
  return (workers) => {
    const pool =
      kind === 'thread'
        ? new FixedThreadPool<unknown, unknown>(workers, path('../workers/poolifier-thread.ts'))
        : new FixedClusterPool<unknown, unknown>(workers, path('../workers/poolifier-cluster.ts'));
    return {
      run: (name, argument) => pool.execute(argument, name),
      isJson: kind === 'cluster',
      shares: kind === 'thread',
      close: () => pool.destroy(),
    };
  };
}

export const peers: Contender[] = [
  { name: 'tinypool threads', open: tinypool('worker_threads') },
  { name: 'tinypool processes', open: tinypool('child_process') },
  { name: 'piscina', open: piscina('sync') },
  { name: 'piscina async', open: piscina('async') },
  { name: 'workerpool threads', open: workerPool('thread') },
  { name: 'workerpool processes', open: workerPool('process') },
  { name: 'poolifier threads', open: poolifier('thread') },
  { name: 'poolifier cluster', open: poolifier('cluster') },
];
