import { lstat } from 'node:fs/promises';
import { generatedBytes, replayHint, startHttpServer } from '@paralelo/testkit';
import { describe, expect, it } from 'vitest';
import { download, md5Of, newPath, pathInside, random } from './downloads.ts';

/** @returns what to call in the end, for the most bytes that this process held in buffers. It sees nothing of a sandbox. */
function watchBuffers(): () => number {
  const buffersNow = () => process.memoryUsage().arrayBuffers;
  const before = buffersNow();
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, buffersNow() - before);
  }, 5);
  return () => {
    clearInterval(timer);
    return most;
  };
}

describe('streaming', () => {
  it('a body larger than the memory goes to disk as it comes', async () => {
    const body = { bytes: 224 << 20, seed: random.int(0, 2 ** 32) };
    const path = newPath('large');
    // Whoever hashes what has come so far sees all of the first half, and must go on with the second one.
    await using server = await startHttpServer({ [path]: { body, slowly: { pieces: 2, pauseMs: 400 } } });
    const held = watchBuffers();
    const [outcome] = await download(server, [path]);
    expect(
      held(),
      'bytes in buffers of this process, at the most, where a body goes to disk as it comes and is never there as a whole',
    ).toBeLessThan(body.bytes);
    if (outcome?.ok !== true) expect.fail(`224 MiB with 256 MiB of memory: ${outcome?.error} ${replayHint()}`);
    const expected = { bytes: body.bytes, md5: md5Of(...generatedBytes(body)) };
    expect({ bytes: outcome!.bytes, md5: outcome!.md5 }, `size and MD5 ${replayHint()}`).toEqual(expected);
    const { size } = await lstat(await pathInside(outcome!));
    expect(size, `bytes in ${outcome!.path} ${replayHint()}`).toBe(body.bytes);
  });
});
