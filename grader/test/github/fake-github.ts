import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

export interface FakeComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: 'Bot' | 'User' } | null;
}

export interface FakePullRequest {
  readonly number: number;
  /** `owner:branch` */
  readonly head: string;
  readonly sha: string;
  readonly files: readonly string[];
}

/** The part of GitHub's REST API that a comment needs, on loopback, with its pages, its token and its refusals. */
export interface FakeGithub extends AsyncDisposable {
  /** For `GITHUB_API_URL`. */
  readonly url: string;
  readonly comments: FakeComment[];
  readonly pullRequests: FakePullRequest[];
  /** `METHOD path`, in the order of their coming. */
  readonly requests: string[];
  /** Set to refuse everything that writes, as a read-only token does. */
  isReadOnly: boolean;
}

export const TOKEN = 'ghs_for-this-job-alone';
export const REPOSITORY = 'school/katas';

export async function startFakeGithub(): Promise<FakeGithub> {
  const state = {
    comments: [] as FakeComment[],
    pullRequests: [] as FakePullRequest[],
    requests: [] as string[],
    isReadOnly: false,
  };
  const server = createServer(async (request, response) => {
    const [status, answer] = await answerTo(request, state);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}/api/v3`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}

type Answer = readonly [status: number, body: unknown];

async function answerTo(
  request: IncomingMessage,
  state: Pick<FakeGithub, 'comments' | 'pullRequests' | 'requests' | 'isReadOnly'>,
): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url!, 'http://github');
  const root = `/api/v3/repos/${REPOSITORY}`;
  const path = pathname.replace(root, '');
  state.requests.push(`${request.method} ${path}`);
  if (request.headers.authorization !== `Bearer ${TOKEN}`) return [401, { message: 'Bad credentials' }];
  if (!pathname.startsWith(root)) return [404, { message: 'Not Found' }];
  if (request.method !== 'GET' && state.isReadOnly) {
    return [403, { message: 'Resource not accessible by integration' }];
  }
  const page = <T>(items: readonly T[]): Answer => {
    const size = Number(searchParams.get('per_page') ?? 30);
    const at = (Number(searchParams.get('page') ?? 1) - 1) * size;
    return [200, items.slice(at, at + size)];
  };

  if (request.method === 'GET' && path === '/pulls') {
    const found = state.pullRequests.filter(({ head }) => head === searchParams.get('head'));
    return page(found.map(({ number, sha }) => ({ number, head: { sha } })));
  }
  const [, number, what] = /^\/(?:pulls|issues)\/(\d+)\/(files|comments)$/.exec(path) ?? [];
  const pullRequest = state.pullRequests.find((one) => one.number === Number(number));
  if (request.method === 'GET' && pullRequest && what === 'files') {
    return page(pullRequest.files.map((filename) => ({ filename })));
  }
  if (request.method === 'GET' && pullRequest && what === 'comments') return page(state.comments.map(shown));
  if (request.method === 'POST' && pullRequest && what === 'comments') {
    const { body } = (await json(request)) as { body: string };
    const comment: FakeComment = {
      id: state.comments.length + 1,
      body,
      user: { login: 'github-actions[bot]', type: 'Bot' },
    };
    state.comments.push(comment);
    return [201, shown(comment)];
  }
  const [, id] = /^\/issues\/comments\/(\d+)$/.exec(path) ?? [];
  const comment = state.comments.find((one) => one.id === Number(id));
  if (request.method === 'PATCH' && comment) {
    comment.body = ((await json(request)) as { body: string }).body;
    return [200, shown(comment)];
  }
  return [404, { message: 'Not Found' }];
}

function shown(comment: FakeComment): object {
  return { ...comment, html_url: `https://github.test/${REPOSITORY}/pull/1#issuecomment-${comment.id}` };
}
