import { type Alone, runToExit, startHttpServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { newBody, newPath, newPaths, newSite, outFolder } from './downloads.ts';

type Kata = Alone<typeof import('#kata')>;
/** Whoever forgets a timer of this length keeps the process for as long. */
const TEN_MINUTES_MS = 600_000;

describe('exit', () => {
  it('a process whose downloads are done ends by itself, though the server would keep the connection', async () => {
    const paths = newPaths(3);
    await using server = await startHttpServer(newSite(paths));
    const program = async ({ kata, make }: Kata, urls: string[], outDir: string, timeoutMs: number) => {
      const queue = await make(kata.DownloadQueue, { outDir, workers: 2, timeoutMs });
      for (const url of urls) await queue.add(url);
      await queue.process();
    };
    const urls = paths.map((path) => server.url(path));
    await runToExit(program, urls, await outFolder(), TEN_MINUTES_MS);
  });

  it('a process whose downloads were aborted in the middle of a body ends by itself', async () => {
    const [fine, half] = [newPath('fine'), newPath('half')];
    const endless = { body: newBody(50_000), halfGate: new Promise(() => {}) };
    await using server = await startHttpServer({ ...newSite([fine]), [half]: endless });
    const program = async ({ kata, make }: Kata, urls: string[], outDir: string, timeoutMs: number) => {
      await (await make(kata.DownloadQueue, { outDir })).process();
      const stop = new AbortController();
      const log = ({ event }: { event: string }) => void (event === 'saved' && stop.abort());
      const queue = await make(kata.DownloadQueue, { outDir, workers: 2, timeoutMs, log, signal: stop.signal });
      for (const url of urls) await queue.add(url);
      return queue.process().then(
        () => 'resolved',
        () => 'rejected',
      );
    };
    const urls = [half, fine].map((path) => server.url(path));
    const fate = await runToExit(program, urls, await outFolder(), TEN_MINUTES_MS);
    expect(fate, 'an aborted process()').toBe('rejected');
  });
});
