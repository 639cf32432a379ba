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

  it('a process whose download was answered 404 ends by itself, though the body of that answer never ends', async () => {
    const gone = newPath('gone');
    const endless = { status: 404, body: newBody(50_000), halfGate: new Promise(() => {}) };
    await using server = await startHttpServer({ [gone]: endless });
    const program = async ({ kata, make }: Kata, url: string, outDir: string, timeoutMs: number) => {
      const stop = new AbortController();
      const queue = await make(kata.DownloadQueue, { outDir, retries: 0, timeoutMs, signal: stop.signal });
      await queue.add(url);
      // Whoever reads that body to its end is told to stop; whoever has left it alone must have closed it by himself.
      const late = setTimeout(() => stop.abort(), 3000);
      await queue.process().catch((error) => {
        if (!stop.signal.aborted) throw error;
      });
      clearTimeout(late);
    };
    await runToExit(program, server.url(gone), await outFolder(), TEN_MINUTES_MS);
  });

  it('a process whose log threw ends by itself, though one download waits for its retry and one for its body', async () => {
    const [half, busy, fine] = [newPath('half'), newPath('busy'), newPath('fine')];
    const [endless, begun] = [
      { body: newBody(50_000), halfGate: new Promise(() => {}) },
      Promise.withResolvers<void>(),
    ];
    const retryAfter = { seconds: TEN_MINUTES_MS / 1000, as: 'seconds' } as const;
    await using server = await startHttpServer({
      [half]: endless,
      [busy]: { status: 503, retryAfter },
      [fine]: { body: newBody(), gate: begun.promise },
    });
    // The other two have their answers by then.
    void server.requested(3).then(begun.resolve);
    const program = async ({ kata, make }: Kata, urls: string[], outDir: string, timeoutMs: number) => {
      await (await make(kata.DownloadQueue, { outDir })).process();
      const log = ({ event }: { event: string }) => {
        if (event === 'saved') throw new Error('the disk of the log is full');
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
    const urls = [half, busy, fine].map((path) => server.url(path));
    const fate = await runToExit(program, urls, await outFolder(), TEN_MINUTES_MS);
    expect(fate, 'a process() whose log throws').toBe('rejected');
  });
});
