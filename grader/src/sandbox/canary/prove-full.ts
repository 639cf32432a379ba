import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Isolation } from '../isolation.ts';
import { makeFolder } from '../leftovers.ts';
import type { Temptations } from './probe.ts';

const LIMITS = { memoryMb: 256, tasks: 64, diskMb: 1, outputKb: 16 };
const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const PATIENCE_MS = 10_000;

/**
 * Launches a canary with the exact flags of a real run and lets it try the walls from inside.
 *
 * @throws when it cannot be launched, says nothing, or finds a wall missing; the message is the reason.
 */
export async function proveFull(isolation: Isolation): Promise<void> {
  const folder = makeFolder('canary');
  const foreignFile = join(folder, 'foreign');
  writeFileSync(foreignFile, 'not for you');
  const server = createServer((socket) => socket.destroy());
  try {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const temptations: Temptations = {
      foreignFiles: [foreignFile, '/etc/passwd'],
      port: (server.address() as AddressInfo).port,
      closed: ['/canary', '/subject/canary', '/usr/bin/canary', '/dev/canary', '/proc/canary'],
    };
    const subject = await isolation.launch({
      root: dirname(MAIN),
      entry: basename(MAIN),
      nodeArgs: [],
      args: [JSON.stringify(temptations)],
      limits: LIMITS,
      network: 'none',
    });
    const impatience = setTimeout(() => void subject.kill(), PATIENCE_MS);
    let said = '';
    try {
      for await (const chunk of subject.fromSubject) said += chunk;
    } finally {
      clearTimeout(impatience);
    }
    const exit = await subject.exited;
    if (!said.endsWith('\n')) {
      throw new Error(`the canary died (${JSON.stringify(exit)}): ${subject.printed().trim() || 'it said nothing'}`);
    }
    const broken = JSON.parse(said) as readonly string[];
    if (broken.length > 0) throw new Error(`inside the sandbox it does not hold that ${broken.join('; that ')}`);
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
