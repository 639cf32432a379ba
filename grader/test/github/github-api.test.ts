import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type GithubApi, githubApi } from '../../src/github/github-api.ts';
import { editedWorkflows } from '../../src/github/pull-request.ts';
import { UsageError } from '../../src/usage-error.ts';
import { type FakeGithub, REPOSITORY, startFakeGithub, TOKEN } from './fake-github.ts';

const apiAt = (url: string): GithubApi =>
  githubApi({ GITHUB_API_URL: url, GITHUB_REPOSITORY: REPOSITORY, GITHUB_TOKEN: TOKEN });

describe('what GitHub answers', () => {
  let close = (): void => {};
  afterEach(() => close());

  /** What is said of an answer that `respond` gives. */
  async function saidOf(respond: RequestListener): Promise<string> {
    const server = createServer(respond).listen(0, '127.0.0.1');
    close = () => void server.close().closeAllConnections();
    await once(server, 'listening');
    const api = apiAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const error = await api.request('GET', '/pulls', z.unknown()).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(UsageError);
    return (error as UsageError).message;
  }

  const refusing =
    (status: number, message: string, headers = {}): RequestListener =>
    (_, response) =>
      response.writeHead(status, headers).end(JSON.stringify({ message }));

  it.each([
    ['a code of its own', refusing(429, 'Too Many Requests')],
    ['words', refusing(403, 'You have exceeded a secondary rate limit. Please wait a few minutes.')],
    ['a time to wait', refusing(403, 'Forbidden', { 'retry-after': '60' })],
    ['nothing left of an allowance', refusing(403, 'Forbidden', { 'x-ratelimit-remaining': '0' })],
  ])('is no missing permission where it asks to wait, by %s: run it again', async (_, respond) => {
    const said = await saidOf(respond);
    expect(said).toMatch(/Run it again\.$/);
    expect(said).not.toContain('permissions');
  });

  it.each([401, 403, 404])('is a missing permission with code %i', async (status) => {
    expect(await saidOf(refusing(status, 'Resource not accessible by integration'))).toContain('permissions:');
  });

  it('breaks off, and is told as GitHub that cannot be reached', async () => {
    const said = await saidOf((_, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('[', () => response.destroy());
    });
    expect(said).toMatch(/GitHub cannot be reached .*Run it again/);
  });
});

describe('the files of a pull request', () => {
  /** What is seen of one with these files; GitHub lists no more than 3000. */
  async function seenOf(files: readonly string[]): ReturnType<typeof editedWorkflows> {
    await using github: FakeGithub = await startFakeGithub();
    github.pullRequests.push({ number: 1, head: 'eve:main', sha: 'a'.repeat(40), files: files.slice(0, 3000) });
    return await editedWorkflows(apiAt(github.url), 1);
  }
  const small = (count: number) => Array.from({ length: count }, (_, i) => `+/${String(i).padStart(4, '0')}.txt`);

  it('are looked through for workflows', async () => {
    expect(await seenOf([...small(250), '.github/workflows/grade.yml'])).toEqual({
      edited: ['.github/workflows/grade.yml'],
      isWhole: true,
    });
  });

  it('may be so many that a workflow hides behind them', async () => {
    expect(await seenOf([...small(3000), '.github/workflows/grade.yml'])).toEqual({ edited: [], isWhole: false });
  });
});
