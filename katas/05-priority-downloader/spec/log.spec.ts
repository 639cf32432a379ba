import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { inspect } from 'node:util';
import { replayHint, startHttpServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import type { LogEntry } from '#kata';
import { download, inTenMinutes, newBody, newPath, newSite, outFolder, soon } from './downloads.ts';

describe('log', () => {
  it('tells the story of each download, from queued to saved or failed', async () => {
    const [fine, flaky, gone] = [newPath('fine'), newPath('flaky'), newPath('gone')];
    await using server = await startHttpServer({
      ...newSite([fine]),
      [flaky]: [{ status: 503 }, { fault: 'reset' }, { body: newBody() }],
    });
    const outDir = await outFolder();
    let thereWhenSaved: string[] = [];
    const entries: LogEntry[] = [];
    const log = (entry: LogEntry) => {
      entries.push(entry);
      if (entry.event !== 'saved' || entry.url !== server.url(fine)) return;
      thereWhenSaved = readdirSync(outDir, { encoding: 'utf8', recursive: true }).map((name) => basename(name));
    };
    const outcomes = await download(server, [[fine, 'high'], flaky, [gone, 'low']], { log });
    const stories = [
      /^queued started saved$/,
      // Whether each attempt has started, or the download as a whole, is a matter of taste.
      /^queued started retrying (started )?retrying (started )?saved$/,
      /^queued started failed$/,
    ];
    for (const [i, { url, priority, attempts }] of outcomes.entries()) {
      const own = entries.filter((entry) => entry.url === url);
      expect(own.map(({ event }) => event).join(' '), `events of ${url} ${replayHint()}`).toMatch(stories[i]!);
      expect([...new Set(own.map((entry) => entry.priority))], `priority in the log of ${url}`).toEqual([priority]);
      expect(own.at(-1)!.attempt, `attempt in the last entry of ${url}`).toBe(attempts);
    }
    const why = `files in outDir when the log tells "saved" of ${server.url(fine)} ${replayHint()}`;
    expect(thereWhenSaved, why).toContain(basename(outcomes[0]!.path!));
  });

  it('tells of a retry before the wait, not after it', async () => {
    const path = newPath();
    await using server = await startHttpServer({ [path]: inTenMinutes });
    const [controller, told] = [new AbortController(), Promise.withResolvers<string>()];
    const log = ({ event }: LogEntry) => void (event === 'retrying' && told.resolve(event));
    const waiting = download(server, [path], { signal: controller.signal, log }).catch(() => []);
    const heard = await soon(Promise.race([told.promise, waiting]));
    controller.abort();
    const why = `"retrying" must be told before the wait, which is ten minutes here: "Retry-After: 600" ${replayHint()}`;
    expect(heard, why).toBe('retrying');
  });

  it('every entry has a time and the number of the attempt', async () => {
    const path = newPath();
    await using server = await startHttpServer({ [path]: [{ status: 503 }, { body: newBody() }] });
    const entries: LogEntry[] = [];
    await download(server, [path], { log: (entry) => void entries.push(entry) });
    expect(entries.length, `entries in the log of a download with one retry ${replayHint()}`).toBeGreaterThan(3);
    for (const { event, time, attempt } of entries) {
      const isTime = typeof time === 'string' && !Number.isNaN(Date.parse(time));
      if (!isTime) expect.fail(`time of "${event}" must be a string in ISO 8601, is ${inspect(time)}`);
      if (!Number.isInteger(attempt))
        expect.fail(`attempt of "${event}" must be a whole number, is ${inspect(attempt)}`);
    }
  });
});
