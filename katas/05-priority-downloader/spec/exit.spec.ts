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

  it('a process whose log threw ends by itself, though one download waits for its retry and one for its body', async () => {
    const [half, ...busy] = [newPath('half'), ...newPaths(2, 'busy')];
    const endless = { body: newBody(50_000), halfGate: new Promise(() => {}) };
    const retryAfter = { seconds: TEN_MINUTES_MS / 1000, as: 'seconds' } as const;
    const site = Object.fromEntries(busy.map((path) => [path, { status: 503, retryAfter }]));
    await using server = await startHttpServer({ ...site, [half]: endless });
    const program = async ({ kata, make }: Kata, urls: string[], outDir: string, timeoutMs: number) => {
      await (await make(kata.DownloadQueue, { outDir })).process();
      let retries = 0;
      // The first one that is to be tried again waits already.
      const log = ({ event }: { event: string }) => {
        if (event === 'retrying' && ++retries === 2) throw new Error('the disk of the log is full');
      };
      const queue = await make(kata.DownloadQueue, { outDir, workers: 3, timeoutMs, log });
      for (const url of urls) await queue.add(url);
      const fate = queue.process().then(
        () => 'resolved',
        () => 'rejected',
      );
      // Nobody waits for this one, so it keeps no process.
      const late = new Promise<string>((_, reject) => {
        const error = new Error('A process() whose log throws must settle; after 8 s it has not.');
        setTimeout(reject, 8000, error).unref();
      });
      return await Promise.race([fate, late]);
    };
    const urls = [half, ...busy].map((path) => server.url(path));
    const fate = await runToExit(program, urls, await outFolder(), TEN_MINUTES_MS);
    expect(fate, 'a process() whose log throws').toBe('rejected');
  });
});
