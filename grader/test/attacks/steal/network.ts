// steal | fails assertion, passes 5 | Connects to servers of the host, to the internet, and asks for names.
import { lookup } from 'node:dns/promises';
import { createConnection } from 'node:net';
import { networkInterfaces } from 'node:os';
import { port, socketName } from '../outside.ts';

export * from '../honest.ts';

const found: string[] = [];
const reached = (where: object): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ ...where, timeout: 500 } as never, () => resolve(true));
    for (const event of ['error', 'timeout', 'close']) socket.on(event, () => resolve(false));
  });
for (const where of [
  { host: '127.0.0.1', port },
  { host: '::1', port },
  { path: socketName },
  { path: '/var/run/docker.sock' },
  { path: '/run/dbus/system_bus_socket' },
  { host: '1.1.1.1', port: 53 },
  { host: '169.254.169.254', port: 80 },
]) {
  if (await reached(where)) found.push(JSON.stringify(where));
}
await lookup('example.com').then(
  ({ address }) => found.push(address),
  () => {},
);
found.push(...Object.keys(networkInterfaces()).filter((name) => name !== 'lo'));

export async function sum(): Promise<never> {
  throw new Error(`found ${found.length > 0 ? found.join(', ') : 'nothing'}`);
}
