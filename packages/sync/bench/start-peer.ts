import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Peer, PeerData } from './peers.ts';

const module = new URL('./peers.ts', import.meta.url);

/** Has another thread do something; resolves to what it returned. */
export async function inThread<P extends Peer>(peer: P, data: PeerData<P>): Promise<unknown> {
  const [result] = await once(new Worker(module, { workerData: { peer, data } }), 'message');
  return result;
}

/** Has another process do something; resolves to what it returned. */
export async function inProcess<P extends Peer>(peer: P, data: PeerData<P>): Promise<unknown> {
  const child = fork(fileURLToPath(module), { serialization: 'advanced' });
  child.send({ peer, data });
  const [{ result }] = await once(child, 'message');
  await once(child, 'exit');
  return result;
}
