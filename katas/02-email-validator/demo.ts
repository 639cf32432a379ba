/**
 * The whole exercise in a terminal, against a DNS server on this machine: 100 addresses, first one domain at a time, then
 * 20 at a time. `pnpm demo` runs your `src`, `pnpm demo --reference` the reference.
 */
import { styleText } from 'node:util';
import { type DnsDomain, startDnsServer } from '@paralelo/testkit';
import { type Demo, runDemo, timed } from '@paralelo/testkit/demo';
import { WORDS, type Words } from './demo/words.ts';

type Show = Demo<typeof import('./src/index.ts'), Words>;

const LATENCY_MS = 50;
const ADDRESSES = 100;
/** What domains say, in turn. */
const KINDS: readonly [label: string, domain: DnsDomain][] = [
  ['mail', { MX: ['mail.test'] }],
  ['address', { A: ['192.0.2.1'] }],
  ['null-mx', { MX: [''] }],
  ['nothing', {}],
  ['broken', { every: 'SERVFAIL' }],
];

const names = Array.from({ length: ADDRESSES - 1 }, (_, i) => `${KINDS[i % KINDS.length]![0]}-${i}.test`);
const zone = Object.fromEntries(names.map((name, i) => [name, KINDS[i % KINDS.length]![1]]));
const emails = [...names.map((name) => `ann@${name}`), 'not an address'];

await runDemo(import.meta.url, WORDS, {}, async (demo: Show) => {
  const { words, format } = demo;
  await using server = await startDnsServer(zone, { latencyMs: LATENCY_MS });
  console.log(words.server(ADDRESSES, LATENCY_MS, server.address));
  const aloneMs = await validate(demo, server.address, 1);
  const togetherMs = await validate(demo, server.address, 20);
  console.log(styleText('green', `\n${words.speedup(format.fixed(aloneMs / togetherMs, 1))}`));
});

async function validate(demo: Show, nameServer: string, workers: number): Promise<number> {
  const { kata, words, format, progress, signal } = demo;
  console.log(styleText('bold', `\n${words.atATime(workers)}`));
  const draw = progress(words.progress);
  let done = 0;
  const onResult = () => draw({ done: ++done, total: ADDRESSES });
  const [{ results, summary }, tookMs] = await timed(() =>
    kata.validateEmails(emails, { nameServer, workers, onResult, signal }),
  );
  console.log(`${format.ms(tookMs)}: ${JSON.stringify(summary)}`);
  for (const { email, status, reason } of results.slice(-KINDS.length - 1)) {
    console.log(`  ${email.padEnd(22)} ${status.padEnd(13)} ${reason}`);
  }
  return tookMs;
}
