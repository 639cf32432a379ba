import { inspect } from 'node:util';
import { expectRefusal, make, startHttpServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { DownloadQueue } from '#kata';
import {
  download,
  everything,
  expectOutcomes,
  expectSaved,
  newBody,
  newPath,
  outFolder,
  queueOf,
} from './downloads.ts';

describe('bad-options', () => {
  it('the constructor refuses what cannot be meant, before any work', async () => {
    const outDir = await outFolder();
    const odd: Record<string, unknown[]> = {
      outDir: [undefined, '', 42],
      workers: [0, -1, 1.5, NaN, '2'],
      retries: [-1, 1.5, NaN, '3'],
      backoffMs: [-1, NaN, '250'],
      timeoutMs: [0, -1, NaN, '1000'],
      log: ['loud', 42],
    };
    for (const [option, values] of Object.entries(odd)) {
      for (const value of values) {
        const options = { outDir, [option]: value } as never;
        await expectRefusal(() => make(DownloadQueue, options), `${option}: ${inspect(value)}`);
      }
    }
    expect(await everything(), 'nothing must be written').toEqual([]);
  });

  it('a wait of 0 ms is one', async () => {
    const path = newPath();
    const body = newBody();
    await using server = await startHttpServer({ [path]: [{ status: 503 }, { body }] });
    const [outcome] = await download(server, [path], { backoffMs: 0 });
    await expectSaved(outcome, body, 'the second answer has it');
  });
});

describe('bad-urls', () => {
  it('what is no address for HTTP, or no priority, is refused by add', async () => {
    const [path, body] = [newPath(), newBody()];
    await using server = await startHttpServer({ [path]: { body } });
    const queue = await queueOf(server, [path]);
    const odd = ['', 'no address', '//127.0.0.1/a', 'ftp://127.0.0.1/a', 'file:///etc/hosts', 'data:,a', 42, undefined];
    for (const url of odd as string[]) {
      await expectRefusal(async () => queue.add(url), `add(${inspect(url)})`);
    }
    for (const priority of ['urgent', '', 'High', 1, 'toString', 'constructor', '__proto__'] as never[]) {
      await expectRefusal(async () => queue.add(server.url(path), priority), `priority ${inspect(priority)}`);
    }
    // One URL was added, and all others refused.
    const [outcome] = expectOutcomes(await queue.process(), 1);
    await expectSaved(outcome, body, 'refused ones change nothing for it');
  });

  it('https: is fine', async () => {
    await using server = await startHttpServer({});
    const queue = await queueOf(server, []);
    await queue.add('https://127.0.0.1/a');
  });
});
