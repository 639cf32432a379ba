import { chmod, cp, glob, mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { collectFiles, type SourceFile } from './collect-files.ts';
import type { Kata } from './kata-schema.ts';
import { prepareFiles } from './prepare-files.ts';
import { prepareSource } from './prepare-source.ts';

/** A folder that holds all a subject may see: the host, the submission, the packages that its kata depends on. */
export interface Stage {
  readonly root: string;
  /** Relative to `root`. */
  readonly entry: string;
  readonly hooks: string;
  readonly submission: string;
}

const HOST_DIR = fileURLToPath(new URL('../subject/', import.meta.url));
const ENTRY = 'host/host.ts';
const HOOKS = 'host/hooks.mjs';
const SUBMISSION = 'kata/src/index.ts';

const ManifestSchema = z.object({ dependencies: z.record(z.string(), z.string()).optional() });

async function write(root: string, file: SourceFile): Promise<void> {
  const path = join(root, file.path);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, file.text);
}

async function copyPrepared(fromDir: string, root: string, to: string): Promise<void> {
  for await (const path of glob('**/*.{ts,mjs}', { cwd: fromDir })) {
    const text = await readFile(join(fromDir, path), 'utf8');
    await write(root, await prepareSource({ path: join(to, path), text }));
  }
}

/** Workspace packages that `packageDir` depends on at run time, by name, with their folders; transitive. */
async function workspaceDependencies(
  packageDir: string,
  found = new Map<string, string>(),
): Promise<Map<string, string>> {
  const manifest = ManifestSchema.parse(JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8')));
  for (const [name, version] of Object.entries(manifest.dependencies ?? {})) {
    if (!version.startsWith('workspace:') || found.has(name)) continue;
    const dir = join(packageDir, 'node_modules', name);
    found.set(name, dir);
    await workspaceDependencies(dir, found);
  }
  return found;
}

/** Packages lie outside node_modules (Node strips no types in there) and are linked into it, as pnpm does. */
async function stagePackages(kata: Kata, root: string): Promise<void> {
  for (const [name, dir] of await workspaceDependencies(kata.dir)) {
    const home = join('packages', name.replace(/^@[^/]+\//, ''));
    await copyPrepared(join(dir, 'src'), root, join(home, 'src'));
    await cp(join(dir, 'package.json'), join(root, home, 'package.json'));
    const link = join(root, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(relative(dirname(link), join(root, home)), link);
  }
}

/**
 * Makes the folder for `files` (as `collectFiles` returned them). Prepared once, loaded by every subject.
 *
 * @throws {SubmissionError} when a file is not TypeScript.
 */
async function stageFiles(kata: Kata, files: readonly SourceFile[], parent: string): Promise<Stage> {
  const prepared = await prepareFiles(files);
  const root = await mkdtemp(join(parent, 'stage-'));
  // The subject may run as another user.
  await chmod(root, 0o755);
  for (const file of prepared) await write(root, { path: join('kata', file.path), text: file.text });
  await write(root, { path: 'kata/package.json', text: '{ "type": "module" }\n' });
  await write(root, { path: 'host/package.json', text: '{ "type": "module" }\n' });
  await copyPrepared(HOST_DIR, root, 'host');
  const hooks = await readFile(join(root, 'host/hooks.ts'), 'utf8');
  await write(root, { path: HOOKS, text: hooks });
  await stagePackages(kata, root);
  return { root, entry: ENTRY, hooks: HOOKS, submission: SUBMISSION };
}

/** Collects, checks and prepares a submission in a folder below `parent`. @throws {SubmissionError} */
export async function stageSubmission(kata: Kata, srcDir: string, parent: string): Promise<Stage> {
  return stageFiles(kata, await collectFiles(kata, srcDir), parent);
}

/** Stages the grader's own sequential program, `spec/baseline.ts`, where a submission would be. */
export async function stageBaseline(kata: Kata, parent: string): Promise<Stage> {
  const text = await readFile(join(kata.dir, 'spec', 'baseline.ts'), 'utf8');
  return stageFiles(kata, [{ path: 'src/index.ts', text }], parent);
}
