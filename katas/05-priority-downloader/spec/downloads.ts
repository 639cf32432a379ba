import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import {
  type HttpServer,
  kataSeed,
  make,
  readPlain,
  replayHint,
  scratch,
  seededBytes,
  seededRandom,
} from '@paralelo/testkit';
import { expect } from 'vitest';
import { type DownloadOptions, DownloadQueue, type Outcome, type Priority } from '#kata';

export const random = seededRandom(kataSeed());

/** What has not happened by then never does; less than what a call and a test may take. */
const PATIENCE_MS = 8000;
/** More than any body of these tests but the large one has. */
const MOST_BYTES = 1 << 20;

/** A path that no one knows beforehand. */
export function newPath(label = 'file', extension = '.bin'): string {
  return `/${label}-${random.int(0, 36 ** 6).toString(36)}${extension}`;
}

/** So many new paths. */
export function newPaths(count: number, label = 'file'): string[] {
  return Array.from({ length: count }, (_, i) => newPath(`${label}${i}`));
}

/** A body that no one knows beforehand. */
export function newBody(bytes: number = random.int(100, 5000)): Buffer {
  return seededBytes(random.int(0, 2 ** 32), bytes);
}

/** A site on which every path has a body of its own. */
export function newSite(paths: readonly string[]): Record<string, { body: Buffer }> {
  return Object.fromEntries(paths.map((path) => [path, { body: newBody() }]));
}

export function md5Of(...parts: readonly Uint8Array[]): string {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** The answer of a server that wants nobody back within any test. */
export const inTenMinutes = { status: 503, retryAfter: { seconds: 600, as: 'seconds' } } as const;

/** Where the downloads of a test go; it does not exist yet. */
export async function outFolder(): Promise<string> {
  return join(await scratch(), 'out');
}

/** Options as a spec gives them: `outDir` is the test's own, and a retry waits for next to nothing. */
export type SomeOptions = Partial<DownloadOptions>;

/** A queue to which all of `paths` were added, in that order, each with the priority beside it, if there is one. */
export async function queueOf(
  server: HttpServer,
  paths: readonly (string | readonly [path: string, priority: Priority])[],
  options: SomeOptions = {},
): Promise<DownloadQueue> {
  const queue = await make(DownloadQueue, { outDir: await outFolder(), backoffMs: 1, ...options });
  for (const path of paths) {
    if (typeof path === 'string') await queue.add(server.url(path));
    else await queue.add(server.url(path[0]), path[1]);
  }
  return queue;
}

/** Adds all of `paths` to a new queue and processes it. */
export async function download(...given: Parameters<typeof queueOf>): Promise<Outcome[]> {
  const queue = await queueOf(...given);
  return expectOutcomes(await queue.process(), given[1].length);
}

/** @returns `received`; fails unless it is a list of so many outcomes, and says what it is instead */
export function expectOutcomes(received: Outcome[], count: number): Outcome[] {
  // A list may have holes, which `every` passes over.
  const areThere =
    Array.isArray(received) && Array.from(received).every((row) => typeof row === 'object' && row !== null);
  const message = `process() must resolve with one outcome for each add, ${count} in all; received ${inspect(received)} ${replayHint()}`;
  if (!(areThere && received.length === count)) expect.fail(message);
  return received;
}

/** What `event` settles with, and `undefined` after a while: whatever it was to bring about is missed then, in words. */
export async function soon<T>(event: Promise<T>): Promise<T | undefined> {
  const done = new AbortController();
  const late = sleep(PATIENCE_MS, undefined, { signal: done.signal });
  return await Promise.race([event, late]).finally(() => done.abort());
}

/** Fails where clients keep connections to `server` open in the middle of an answer. */
export async function expectClosed(server: HttpServer, when: string): Promise<void> {
  await soon(server.quiet());
  const open = server.requests.filter(({ leftMs }) => leftMs === undefined).map(({ path }) => path);
  expect(open, `${open.length} connections are still open ${when} ${replayHint()}`).toEqual([]);
}

/** Fails unless the download went well and left exactly `body` in a file inside `outDir`. */
export async function expectSaved(outcome: Outcome | undefined, body: Uint8Array, why: string): Promise<void> {
  const what = `${outcome?.url} ${replayHint()}`;
  if (outcome?.ok !== true) expect.fail(`expected a saved file, got error "${outcome?.error}" for ${what}: ${why}`);
  const { md5, bytes, error } = outcome!;
  expect({ md5, bytes }, `MD5 and size of the content of ${what}`).toEqual({ md5: md5Of(body), bytes: body.length });
  expect(error ?? null, `error of a download that went well, ${what}`).toBeNull();
  const saved = await readPlain(await pathInside(outcome!), MOST_BYTES);
  if (!saved.equals(Buffer.from(body))) expect.fail(`${outcome!.path} must hold the bytes of ${what}: ${why}`);
}

/** Where the file of `outcome` is; fails unless that is inside `outDir`. */
export async function pathInside({ path, url }: Outcome): Promise<string> {
  expect(path, `path of the file saved from ${url}`).toBeTypeOf('string');
  const way = relative(await outFolder(), resolve(path!));
  const isInside = way !== '' && !isAbsolute(way) && way.split(/[\\/]/)[0] !== '..';
  if (!isInside) expect.fail(`${url} was saved as ${path}, outside of outDir ${replayHint()}`);
  return resolve(path!);
}

/** Fails unless the download failed after so many attempts, and says so in full. */
export function expectFailed(outcome: Outcome | undefined, attempts: number, why: string): void {
  const what = `${outcome?.url}: ${why} ${replayHint()}`;
  const seen = { ok: outcome?.ok, attempts: outcome?.attempts, path: outcome?.path, md5: outcome?.md5 };
  expect(seen, what).toEqual({ ok: false, attempts, path: null, md5: null });
  const { error } = outcome!;
  const isMessage = typeof error === 'string' && /\S/.test(error);
  if (!isMessage) expect.fail(`${what}: error must be a message, a string; received ${inspect(error)}`);
}

/** Everything below the test's folder, files and folders, as paths from there. */
export async function everything(): Promise<string[]> {
  return (await readdir(await scratch(), { recursive: true })).toSorted();
}

/** The paths of all files in `outDir` and below; an empty folder there harms nobody. */
export async function filesInOutDir(): Promise<string[]> {
  const found = await readdir(await outFolder(), { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** Fails unless `outDir` holds the files of `outcomes` and nothing else. */
export async function expectOnlyFilesOf(outcomes: readonly Outcome[], when: string): Promise<void> {
  const saved = outcomes.filter(({ ok }) => ok).map(({ path }) => resolve(path!));
  expect(await filesInOutDir(), `what outDir holds ${when} ${replayHint()}`).toEqual([...new Set(saved)].toSorted());
}
