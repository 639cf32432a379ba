import { z } from 'zod';
import { inertLine } from '../report/sanitize.ts';
import { sentence } from '../report/sentence.ts';
import { UsageError } from '../usage-error.ts';

const PATIENCE_MS = 30_000;
/** https://docs.github.com/en/rest/about-the-rest-api/api-versions */
const API_VERSION = '2022-11-28';

/** What a job of GitHub Actions knows about where it runs. */
const GithubEnvironmentSchema = z.object({
  GITHUB_API_URL: z.url({ protocol: /^https?$/ }),
  GITHUB_REPOSITORY: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  GITHUB_TOKEN: z.string().min(1),
});
type GithubEnvironment = z.infer<typeof GithubEnvironmentSchema>;

/** A call of GitHub's REST API in one repository. */
export interface GithubApi {
  /** @param path - below `/repos/OWNER/REPO`, e.g. `/issues/1/comments`. @throws {UsageError} for any answer but success. */
  request<T>(method: 'GET' | 'POST' | 'PATCH', path: string, answer: z.ZodType<T>, body?: object): Promise<T>;
}

/**
 * GitHub as this job sees it.
 *
 * @throws {UsageError} naming what is missing in the environment.
 */
export function githubApi(env: Readonly<Record<string, string | undefined>>): GithubApi {
  const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN } = environmentOf(env);
  const base = `${GITHUB_API_URL.replace(/\/+$/, '')}/repos/${GITHUB_REPOSITORY}`;
  return {
    async request(method, path, answer, body) {
      const { response, text } = await fetch(`${base}${path}`, {
        method,
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${GITHUB_TOKEN}`,
          'user-agent': 'paralelo-grader',
          'x-github-api-version': API_VERSION,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        // The token goes nowhere else.
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
        // A connection may break in the middle of an answer too.
        .then(async (begun) => ({ response: begun, text: await begun.text() }))
        .catch((cause) => {
          const said = (cause as Error).message;
          throw new UsageError(sentence('api.unreachable', { call: `${method} ${path}`, said }), { cause });
        });
      if (!response.ok) throw refusal(`${method} ${path}`, response, text);
      return read(text, answer, `${method} ${path}`);
    },
  };
}

function environmentOf(env: Readonly<Record<string, string | undefined>>): GithubEnvironment {
  const parsed = GithubEnvironmentSchema.safeParse(env);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map(({ path }) => path.join('.'));
  throw new UsageError(
    sentence('api.environment', {
      names: [...new Set(names)].join(', '),
      token: `GITHUB_TOKEN: \${{ github.token }}`,
    }),
  );
}

function refusal(call: string, { status, headers }: Response, text: string): UsageError {
  const said = /"message"\s*:\s*"([^"]{1,200})/.exec(text)?.[1] ?? text.slice(0, 200);
  // GitHub says "wait" with 403 too: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
  const isToWait =
    headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0' || /rate limit/i.test(said);
  const advice = !isToWait && [401, 403, 404].includes(status) ? 'api.permission' : 'api.again';
  return new UsageError([sentence('api.refused', { call, status, said: inertLine(said, 200) }), sentence(advice)]);
}

function read<T>(text: string, answer: z.ZodType<T>, call: string): T {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new UsageError(sentence('api.notJson', { call }), { cause });
  }
  const parsed = answer.safeParse(document);
  if (parsed.success) return parsed.data;
  throw new UsageError(sentence('api.undocumented', { call, said: z.prettifyError(parsed.error) }));
}
