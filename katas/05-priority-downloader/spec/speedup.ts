import { createHash } from 'node:crypto';
import { join } from 'node:path';
import {
  type HttpServer,
  type IoSpeedupWorkload,
  make,
  readPlain,
  seededBytes,
  seededRandom,
  startHttpServer,
} from '@paralelo/testkit';
import type { Priority } from '../src/index.ts';

/** Six full waves of 10: at 200 ms each, what a computer does in between is small against the waiting. */
const FILES = 60;
const LATENCY_MS = 200;
const BYTES = 8192;
const LEVELS: readonly Priority[] = ['high', 'medium', 'low'];

interface File {
  path: string;
  priority: Priority;
  /** Its content is made from it: nobody can know it without asking. */
  seed: number;
}

const contentOf = ({ seed }: File) => seededBytes(seed, BYTES);
const md5Of = (content: Uint8Array) => createHash('md5').update(content).digest('hex');

/** Small files that each take one latency, in no order of priority. */
export const speedup: IoSpeedupWorkload<typeof import('../src/index.ts'), File[], HttpServer> = {
  items: FILES,
  latencyMs: LATENCY_MS,

  makeInput(seed) {
    const random = seededRandom(seed);
    return Array.from({ length: FILES }, (_, i) => ({
      path: `/${i}-${random.int(0, 36 ** 6).toString(36)}.bin`,
      priority: LEVELS[random.int(0, LEVELS.length)]!,
      seed: random.int(0, 2 ** 32),
    }));
  },

  serve: (files) =>
    startHttpServer(Object.fromEntries(files.map((file) => [file.path, { body: contentOf(file) }])), {
      latencyMs: LATENCY_MS,
    }),

  async run({ DownloadQueue }, files, { workers, server, folder }) {
    const queue = await make(DownloadQueue, { outDir: join(folder!, 'out'), workers });
    for (const { path, priority } of files) await queue.add(server.url(path), priority);
    return await queue.process();
  },

  /** The MD5 of what each file that is said to be saved really holds. */
  async inspect(answer, _files, folder) {
    const read = async ({ path }: { path?: unknown }) => {
      const name = String(path).split(/[\\/]/).at(-1)!;
      return md5Of(await readPlain(join(folder, 'out', name), BYTES));
    };
    return await Promise.all((Array.isArray(answer) ? answer : []).map(read));
  },

  check(hashes, files) {
    const seen = hashes as string[];
    const at = files.findIndex((file, i) => seen[i] !== md5Of(contentOf(file)));
    if (at < 0) return undefined;
    return `outcome ${at} should have led to the content of ${files[at]!.path}, MD5 ${md5Of(contentOf(files[at]!))}, and led to ${seen[at]}`;
  },
};
