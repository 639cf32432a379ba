import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { FixedClusterPool, FixedThreadPool } from 'poolifier';
import { Tinypool } from 'tinypool';
import workerpool from 'workerpool';
import type { Contender, Language } from './contender.ts';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const TASKS: Record<Language, string> = { ts: path('../tasks.ts'), js: path('../plain/tasks.js') };
/** A worker of a peer that wants one written for it. */
const worker = (name: string, language: Language): string =>
  path(language === 'ts' ? `../workers/${name}.ts` : `../plain/${name}.js`);

function tinypool(runtime: 'worker_threads' | 'child_process'): Contender['open'] {
  return (workers, language) => {
    const pool = new Tinypool({
      filename: TASKS[language],
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
  return (workers, language) => {
    const pool = new Piscina({ filename: TASKS[language], minThreads: workers, maxThreads: workers, atomics });
    return {
      run: (name, argument) => pool.run(argument, { name }),
      transfer: (bytes) => pool.run(bytes, { name: 'echo', transferList: [bytes.buffer as ArrayBuffer] as never }),
      shares: true,
      close: () => pool.destroy(),
    };
  };
}

function workerPool(workerType: 'thread' | 'process'): Contender['open'] {
  return (workers, language) => {
    const pool = workerpool.pool(worker('workerpool-worker', language), {
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
  return (workers, language) => {
    const pool =
      kind === 'thread'
        ? new FixedThreadPool<unknown, unknown>(workers, worker('poolifier-thread', language))
        : new FixedClusterPool<unknown, unknown>(workers, worker('poolifier-cluster', language));
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
