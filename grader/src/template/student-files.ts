import { glob, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Kata } from '../kata/kata-schema.ts';
import { pruneLockfile } from './lockfile.ts';
import {
  kataManifest,
  type Manifest,
  packageManifest,
  readManifest,
  renderManifest,
  rootManifest,
} from './manifests.ts';
import { studentReadmes } from './readmes.ts';
import { demoFiles, specFiles } from './spec-files.ts';
import type { Upstream } from './upstream.ts';
import { pinWorkflow, STUDENT_WORKFLOWS } from './workflows.ts';

/** Texts of a repository by path, with forward slashes. */
export type Files = ReadonlyMap<string, string>;

/** Whatever is not named here stays with the teacher: reference, labelled submissions, sequential program, benchmarks. */
const KATA_FILES = ['README.md', 'README.es.md', 'kata.json', 'tsconfig.json', 'vitest.config.ts', 'src/**/*.ts'];
const PACKAGE_FILES = ['README*.md', 'tsconfig.json', 'base.json', 'src/**/*.{ts,mjs}'];
const GRADER_FILES = ['README*.md', 'tsconfig.json', 'bin/*.mjs', 'src/**/*.{ts,mjs}', 'schema/*.json'];
const ROOT_FILES = ['pnpm-workspace.yaml', '.gitignore', 'LICENSE'];
const GRADER = 'grader';

/** What a repository for students is made for. */
export interface TemplateOptions {
  readonly katas: readonly Kata[];
  /** Without one there are no workflows: they would have nothing to trust. */
  readonly upstream?: Upstream;
}

/**
 * The files of a repository for students, made from the checkout `root`.
 *
 * @example
 * const files = await studentFiles(WORKSPACE, { katas, upstream: parseUpstream('school/paralelo@v1') });
 * files.get('katas/03-primes-sieve/src/index.ts'); // the stub
 */
export async function studentFiles(root: string, { katas, upstream }: TemplateOptions): Promise<Files> {
  const files = new Map<string, string>();
  const manifests = new Map<string, Manifest>();
  const add = async (dir: string, patterns: readonly string[]): Promise<void> => {
    for await (const path of glob([...patterns], { cwd: join(root, dir), exclude: ['**/node_modules/**'] })) {
      const place = posix.join(dir, path.replaceAll('\\', '/'));
      files.set(place, await readFile(join(root, place), 'utf8'));
    }
  };

  manifests.set('.', rootManifest(await readManifest(root, '.'), upstream));
  manifests.set(GRADER, packageManifest(await readManifest(root, GRADER)));
  for (const kata of katas) manifests.set(homeOf(kata), kataManifest(await readManifest(root, homeOf(kata))));
  const packages = await neededPackages(root, [...manifests.values()]);
  for (const [dir, manifest] of packages) manifests.set(dir, manifest);

  await add('.', ROOT_FILES);
  await add(GRADER, GRADER_FILES);
  for (const dir of packages.keys()) await add(dir, PACKAGE_FILES);
  for (const kata of katas)
    await add(homeOf(kata), [...KATA_FILES, ...(await specFiles(kata)), ...(await demoFiles(kata))]);
  for (const [dir, manifest] of manifests) files.set(posix.join(dir, 'package.json'), renderManifest(manifest));
  files.set('pnpm-lock.yaml', pruneLockfile(await readFile(join(root, 'pnpm-lock.yaml'), 'utf8'), manifests));
  for (const [path, text] of await studentReadmes(root, { katas, ...(upstream && { upstream }) }))
    files.set(path, text);
  for (const name of upstream ? STUDENT_WORKFLOWS : []) {
    const path = `.github/workflows/${name}`;
    const ids = katas.map(({ id }) => id);
    files.set(path, pinWorkflow(await readFile(join(root, path), 'utf8'), upstream!, ids));
  }
  return files;
}

function homeOf({ id }: Kata): string {
  return `katas/${id}`;
}

/** Folders and manifests of the packages of the workspace that `manifests` need, and of those that these need. */
async function neededPackages(root: string, manifests: readonly Manifest[]): Promise<Map<string, Manifest>> {
  const known = new Map<string, [dir: string, manifest: Manifest]>();
  for await (const path of glob('packages/*/package.json', { cwd: root })) {
    const dir = posix.dirname(path.replaceAll('\\', '/'));
    const manifest = packageManifest(await readManifest(root, dir));
    known.set(manifest.name, [dir, manifest]);
  }
  const needed = new Map<string, Manifest>();
  const waiting = [...manifests];
  for (let manifest = waiting.pop(); manifest; manifest = waiting.pop()) {
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })) {
      const found = known.get(name);
      if (!found || needed.has(found[0])) continue;
      needed.set(...found);
      waiting.push(found[1]);
    }
  }
  return needed;
}
