import { parentPort, workerData } from 'node:worker_threads';
import {
  Barrier,
  type BarrierHandle,
  Lock,
  type LockHandle,
  ManagedDict,
  type ManagedDictHandle,
  Queue,
  type QueueHandle,
} from '../src/index.ts';

/** What the other thread or process of a measurement does, by name. What it returns is sent back. */
export const peers = {
  takeLock({ lock, start, times }: { lock: LockHandle; start: BarrierHandle; times: number }) {
    const mine = Lock.from(lock);
    Barrier.from(start).wait();
    for (let i = 0; i < times; i++) {
      mine.acquire();
      mine.release();
    }
  },

  putBlocking({ queue, values }: { queue: QueueHandle; values: readonly unknown[] }) {
    const mine = Queue.from(queue);
    for (const value of values) mine.put(value);
  },

  /** Keeps 64 puts on their way. */
  async putWindow({ queue, values }: { queue: QueueHandle; values: readonly unknown[] }) {
    const mine = Queue.from(queue);
    for (let at = 0; at < values.length; at += 64) {
      await Promise.all(values.slice(at, at + 64).map((value) => mine.putAsync(value)));
    }
  },

  /** The median time of a call, in microseconds. */
  async callManager({ dict, calls }: { dict: ManagedDictHandle; calls: number }) {
    const mine = ManagedDict.from<string, number>(dict);
    const times: number[] = [];
    for (let i = 0; i < calls; i++) {
      const start = performance.now();
      await mine.set('key', i);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    return (times[calls >> 1] as number) * 1000;
  },
};

export type Peer = keyof typeof peers;
export type PeerData<P extends Peer> = Parameters<(typeof peers)[P]>[0];
type Job = { peer: Peer; data: never };

async function play({ peer, data }: Job): Promise<unknown> {
  return await (peers[peer] as (data: never) => unknown)(data);
}

if (parentPort) parentPort.postMessage(await play(workerData as Job));
else {
  process.once('message', async (job) => {
    process.send?.({ result: await play(job as Job) });
    process.disconnect?.();
  });
}
