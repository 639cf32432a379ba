// steal | fails assertion, passes 5 | Reads from a worker that leaves all flags of its process behind.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { secretFiles } from '../../outside.ts';

export * from '../../honest.ts';

const url = new URL('./reader.ts', import.meta.url);
const worker = new Worker(url, { execArgv: [], env: {}, workerData: [...secretFiles] });
const [found] = (await once(worker, 'message')) as [string[]];

export async function sum(): Promise<never> {
  throw new Error(`found ${found.length > 0 ? found.join(', ') : 'nothing'}`);
}
