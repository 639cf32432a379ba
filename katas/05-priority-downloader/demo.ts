/**
 * The whole exercise in a terminal, against a server on this machine: first a few downloads with trouble on the way, told
 * as one JSON line per log entry, then many, one at a time and five at a time. `pnpm demo` runs your `src`,
 * `pnpm demo --reference` the reference.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { type HttpServer, type HttpSite, seededBytes, startHttpServer } from '@paralelo/testkit';
import { type Demo, runDemo, timed } from '@paralelo/testkit/demo';
import { WORDS, type Words } from './demo/words.ts';
import type { LogEntry, Priority } from './src/index.ts';

type Show = Demo<typeof import('./src/index.ts'), Words>;
type Added = readonly [path: string, priority: Priority];

const LATENCY_MS = 50;
const FILES = 60;
const LEVELS: readonly Priority[] = ['low', 'medium', 'high'];

const TROUBLE: HttpSite = {
  '/docs/report.pdf': { body: seededBytes(1, 40_000) },
  '/docs/busy.csv': [{ status: 503 }, { status: 503 }, { body: seededBytes(2, 9000) }],
  '/docs/polite.txt': [
    { status: 429, retryAfter: { seconds: 1, as: 'seconds' } },
    { body: 'come back later, it said' },
  ],
  '/docs/short.bin': [{ body: seededBytes(3, 9000), fault: 'truncated' }, { body: seededBytes(3, 9000) }],
  '/docs/moved.html': { status: 302, headers: { location: '/docs/report.pdf' } },
};
const many = Array.from({ length: FILES }, (_, i): Added => [`/files/${i}.bin`, LEVELS[i % LEVELS.length]!]);
const site: HttpSite = {
  ...TROUBLE,
  ...Object.fromEntries(many.map(([path], i) => [path, { body: seededBytes(i, 20_000) }])),
};

await runDemo(import.meta.url, WORDS, {}, async (demo: Show) => {
  const { words, format } = demo;
  await using server = await startHttpServer(site, { latencyMs: LATENCY_MS });
  await tellTrouble(demo, server);
  console.log(`\n${words.server(FILES, LATENCY_MS)}`);
  const aloneMs = await downloadMany(demo, server, 1);
  const togetherMs = await downloadMany(demo, server, 5);
  console.log(styleText('green', `\n${words.speedup(format.fixed(aloneMs / togetherMs, 1))}`));
});

/** Two workers, so that the order of the priorities can be seen. */
async function tellTrouble({ kata, words, folder, signal }: Show, server: HttpServer): Promise<void> {
  console.log(styleText('bold', words.trouble));
  const outDir = join(folder, 'trouble');
  const log = (entry: LogEntry) => console.log(`  ${JSON.stringify(entry)}`);
  const queue = new kata.DownloadQueue({ outDir, workers: 2, backoffMs: 100, signal, log });
  const paths = [...Object.keys(TROUBLE), '/docs/missing.png'];
  for (const [i, path] of paths.entries()) queue.add(server.url(path), LEVELS[i % LEVELS.length]);
  for (const { url, ok, attempts, error } of await queue.process()) {
    const path = new URL(url).pathname.padEnd(18);
    console.log(`  ${path} ${words.outcome(ok, attempts)} ${error ?? ''}`);
  }
  for (const name of (await readdir(outDir)).toSorted()) console.log(`  ${name}`);
}

async function downloadMany(demo: Show, server: HttpServer, workers: number): Promise<number> {
  const { kata, words, format, progress, folder, signal } = demo;
  console.log(styleText('bold', `\n${words.atATime(workers)}`));
  const draw = progress(words.progress);
  let done = 0;
  const log = ({ event }: LogEntry) => {
    if (event === 'saved' || event === 'failed') draw({ done: ++done, total: FILES });
  };
  const queue = new kata.DownloadQueue({ outDir: join(folder, `${workers}`), workers, signal, log });
  for (const [path, priority] of many) queue.add(server.url(path), priority);
  const [outcomes, tookMs] = await timed(() => queue.process());
  const saved = outcomes.filter(({ ok }) => ok).length;
  console.log(`${format.ms(tookMs)}: ${words.saved(saved, FILES)}`);
  return tookMs;
}
